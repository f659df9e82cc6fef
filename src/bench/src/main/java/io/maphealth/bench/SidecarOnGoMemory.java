package io.maphealth.bench;

import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the sidecar costs beside a Go program with 4 GB in a million maps, whose memory it reads every 10 s.
final class SidecarOnGoMemory implements Benchmark {
    private static final int INTERVAL_SECONDS = 10;
    private static final List<String> MAPS = List.of("100", "1000", "1000000");
    private static final List<Integer> ROUNDS = List.of(1, 5, 20, 30);
    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "sidecar-go-memory";
    }

    @Override
    public Table run() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(GoToolchain.required("local")
                .build(GoMemory.PROGRAMS.resolve("maps"), "-ldflags=-s -w")
                .toString()));
        command.addAll(MAPS);
        try (RunningProgram target = RunningProgram.start(new ProcessBuilder(command));
                Sidecar sidecar = Sidecar.start(Map.of(
                        "TARGET_PID", Long.toString(target.pid()),
                        "SCAN_INTERVAL_SEC", Integer.toString(INTERVAL_SECONDS),
                        "MAPHEALTH_LEVEL", "2"))) {
            double heap = ProcessUsage.of(target.pid()).residentBytes() / MIB;
            return new Table(
                    "Sidecar beside 4 GB of Go maps",
                    "A Go program of %.0f MiB resident holds 100 maps of a million int64, 1,000 of 10 to 209 strings and a"
                                    .formatted(heap)
                            + " million of up to 8. The sidecar, as its image starts it, reads that memory at level 2 every "
                            + INTERVAL_SECONDS
                            + " s, deeply every tenth time; memory as the kernel accounts for it. Seconds"
                            + " and CPU are of one look, the mean since the row before.",
                    List.of("after round", "resident MiB", "peak resident MiB", "seconds a look", "CPU seconds a look"),
                    rows(sidecar));
        }
    }

    private static List<List<String>> rows(Sidecar sidecar) throws IOException, InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        Duration cpu = Duration.ZERO;
        double seconds = 0;
        int rounds = 0;
        for (int round : ROUNDS) {
            while (sidecar.rounds() < round) {
                Thread.sleep(Duration.ofSeconds(1));
            }
            ProcessUsage usage = sidecar.usage();
            double looked = sidecar.sum("maphealth_source_seconds_sum");
            rows.add(List.of(
                    Integer.toString(round),
                    "%.1f".formatted(usage.residentBytes() / MIB),
                    "%.1f".formatted(usage.peakResidentBytes() / MIB),
                    "%.2f".formatted((looked - seconds) / (round - rounds)),
                    "%.2f".formatted(usage.cpu().minus(cpu).toMillis() / 1e3 / (round - rounds))));
            cpu = usage.cpu();
            seconds = looked;
            rounds = round;
        }
        return rows;
    }
}
