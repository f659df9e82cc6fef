package io.maphealth.bench;

import io.maphealth.bench.scale.OperatorScale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Runs the measurements whose names are given, or all, each in a JVM of its own, which writes its page.
public final class Bench {
    static final List<Benchmark> ALL = List.of(
            new PprofRoundCost(),
            new HeapDumpAudit(),
            new SidecarFootprint(),
            new GoMemory(),
            new SidecarOnGoMemory(),
            new JvmMemory(),
            new OperatorScale());

    private Bench() {}

    public static void main(String[] names) throws IOException, InterruptedException {
        List<String> asked = List.of(names);
        for (Benchmark benchmark : ALL) {
            if (asked.isEmpty() || asked.contains(benchmark.name())) {
                measure(benchmark);
            }
        }
    }

    private static void measure(Benchmark benchmark) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(Command.java()));
        line.addAll(benchmark.jvmOptions());
        line.addAll(List.of("-cp", Command.classes(), Measurement.class.getName(), benchmark.name()));
        int status = new ProcessBuilder(line).inheritIO().start().waitFor();
        if (status != 0) {
            System.err.println(benchmark.name() + " ended with status " + status);
            System.exit(status);
        }
    }
}
