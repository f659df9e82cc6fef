package io.maphealth.bench;

import io.maphealth.testkit.Examples;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the sidecar costs beside a leaking Go program that it reads by pprof every 30 s.
final class SidecarFootprint implements Benchmark {
    private static final int INTERVAL_SECONDS = 30;
    private static final List<Integer> ROUNDS = List.of(1, 5, 20);
    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "sidecar-footprint";
    }

    @Override
    public Table run() throws IOException, InterruptedException {
        var executable = GoToolchain.required("local").build(Examples.folder("go-leak"));
        try (RunningProgram target = RunningProgram.start(new ProcessBuilder(executable.toString()));
                Sidecar sidecar = Sidecar.start(Map.of(
                        "TARGET_PID", Long.toString(target.pid()),
                        "SCAN_INTERVAL_SEC", Integer.toString(INTERVAL_SECONDS),
                        "MAPHEALTH_PPROF_URL", target.announced("pprof").orElseThrow()))) {
            return new Table(
                    "Footprint of the sidecar",
                    "Level 1 on a Go target, pprof every " + INTERVAL_SECONDS + " s; memory and CPU as the kernel"
                            + " accounts for the process. CPU is of one core since the row before.",
                    List.of("after round", "resident MiB", "peak resident MiB", "CPU seconds in all", "CPU of a core"),
                    rows(sidecar));
        }
    }

    private static List<List<String>> rows(Sidecar sidecar) throws IOException, InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        long since = System.nanoTime();
        Duration before = Duration.ZERO;
        for (int round : ROUNDS) {
            while (sidecar.rounds() < round) {
                Thread.sleep(Duration.ofSeconds(5));
            }
            ProcessUsage usage = sidecar.usage();
            double share = (double) usage.cpu().minus(before).toNanos() / (System.nanoTime() - since);
            since = System.nanoTime();
            before = usage.cpu();
            rows.add(List.of(
                    Integer.toString(round),
                    "%.1f".formatted(usage.residentBytes() / MIB),
                    "%.1f".formatted(usage.peakResidentBytes() / MIB),
                    "%.2f".formatted(usage.cpu().toMillis() / 1e3),
                    "%.2f %%".formatted(share * 100)));
        }
        return rows;
    }
}
