package io.maphealth.bench;

import io.maphealth.bench.scale.OperatorScale;
import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs the measurements whose names are given, or all, and writes one page of tables for each.
public final class Bench {
    private static final List<Benchmark> ALL = List.of(
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
                publish(benchmark.name(), benchmark.run());
            }
        }
    }

    private static void publish(String name, Table table) throws IOException {
        Path page = Examples.root().resolve("src/site/markdown/reference/benchmarks/" + name + ".md");
        Files.createDirectories(page.getParent());
        String command = "Made by `make bench BENCH=" + name + "` on " + Machine.described() + ".\n\n";
        Files.writeString(page, "# " + table.title() + "\n\n" + command + table.markdown());
        System.out.println(table.markdown());
    }
}
