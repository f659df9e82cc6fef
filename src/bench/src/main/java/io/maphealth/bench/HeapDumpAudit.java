package io.maphealth.bench;

import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How fast a heap dump of about 2 GB is audited in a small heap, beside a plain read of the same file.
final class HeapDumpAudit implements Benchmark {
    private static final String MILLION_ENTRIES = "6";
    private static final int RUNS = 5;
    private static final int CHUNK = 1 << 20;
    private static final List<String> HEAPS = List.of("-Xmx128m", "-Xmx512m");
    private static final double MIB = 1 << 20;
    private static final double GB = 1e9;

    @Override
    public String name() {
        return "heap-dump";
    }

    @Override
    public Table run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("maphealth-bench");
        Path dump = folder.resolve("big.hprof");
        try {
            new Command(List.of(
                            java(),
                            "-Xmx5g",
                            "-cp",
                            classes(),
                            BigHeap.class.getName(),
                            dump.toString(),
                            MILLION_ENTRIES))
                    .run(folder.resolve("log"));
            return table(dump, folder.resolve("census.json"));
        } finally {
            Files.deleteIfExists(dump);
        }
    }

    private static Table table(Path dump, Path census) throws IOException, InterruptedException {
        double bytes = Files.size(dump);
        double readSeconds = median(read(dump));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "plain read, 1 MiB chunks", "", cell(readSeconds), "", cell(bytes / GB / readSeconds), "1.00", ""));
        for (String heap : HEAPS) {
            rows.add(audit(heap, dump, census, readSeconds));
        }
        return new Table(
                "Audit of a heap dump",
                "A dump of %.2f GB with %s million map entries, warm page cache, median of %d runs, start of the JVM included."
                        .formatted(bytes / GB, MILLION_ENTRIES, RUNS),
                List.of("what", "heap", "wall s", "CPU s", "GB/s", "wall against plain read", "peak resident MiB"),
                rows);
    }

    private static List<String> audit(String heap, Path dump, Path census, double readSeconds)
            throws IOException, InterruptedException {
        Path jar = Examples.root().resolve("sidecar/target/maphealth.jar");
        Command command = new Command(List.of(
                java(), heap, "-XX:+UseSerialGC", "-jar", jar.toString(), "heap", dump.toString(), "--format", "json"));
        List<Command.Run> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(command.run(census));
        }
        Command.Run run = runs.stream()
                .sorted(Comparator.comparing(Command.Run::wall))
                .toList()
                .get(RUNS / 2);
        double wall = seconds(run.wall());
        return List.of(
                "`maphealth heap`",
                heap,
                cell(wall),
                cell(seconds(run.usage().cpu())),
                cell(Files.size(dump) / GB / wall),
                cell(wall / readSeconds),
                "%.0f".formatted(run.usage().peakResidentBytes() / MIB));
    }

    private static double[] read(Path dump) throws IOException {
        double[] seconds = new double[RUNS];
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        for (int run : IntStream.range(0, RUNS).toArray()) {
            long start = System.nanoTime();
            try (FileChannel file = FileChannel.open(dump, StandardOpenOption.READ)) {
                while (file.read(chunk.clear()) >= 0) {
                    // reading is all there is to do
                }
            }
            seconds[run] = (System.nanoTime() - start) / 1e9;
        }
        return seconds;
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String cell(double value) {
        return "%.2f".formatted(value);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classes() {
        return System.getProperty("java.class.path");
    }
}
