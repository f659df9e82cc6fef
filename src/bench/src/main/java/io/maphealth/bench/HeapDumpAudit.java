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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How fast a heap dump of about 2 GB is audited, beside a plain read of the same file and beside the peers that can
/// read one: hprof-slurp where it is installed, shark, and the reader of VisualVM.
final class HeapDumpAudit implements Benchmark {
    private static final String MILLION_ENTRIES = "5";
    private static final int RUNS = 3;
    private static final int RUNS_OF_LIBRARIES = 1;
    private static final int CHUNK = 256 << 10;
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
            List<String> generator = List.of(
                    java(), "-Xmx5g", "-cp", classes(), BigHeap.class.getName(), dump.toString(), MILLION_ENTRIES);
            new Command(generator).run(folder.resolve("log"));
            return table(dump, folder);
        } finally {
            delete(folder);
        }
    }

    /// One line of the table: who, what it finds out, how it is started, how often.
    private record Contender(String name, String finds, List<String> line, int runs) {}

    private static Table table(Path dump, Path folder) throws IOException, InterruptedException {
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
        double gigabytes = Files.size(dump) / GB;
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("plain read, chunks of 256 KiB", "nothing", usual(read(dump)), gigabytes));
        for (Contender contender : contenders(dump)) {
            List<Command.Run> runs = new ArrayList<>();
            for (int i = 0; i < contender.runs(); i++) {
                runs.add(new Command(contender.line()).run(folder.resolve("output")));
                delete(Path.of(dump + ".nbcache"));
            }
            rows.add(row(contender.name(), contender.finds(), usual(runs), gigabytes));
        }
        return new Table(
                "Audit of a heap dump",
                ("A dump of %.2f GB with %s million map entries in maps of eight kinds, warm page cache, start of the JVM"
                                + " included; the run with the median wall of %d (libraries: %d). The load of the machine"
                                + " was %s when it began: compare CPU seconds where that is more than its cores.")
                        .formatted(gigabytes, MILLION_ENTRIES, RUNS, RUNS_OF_LIBRARIES, load),
                List.of("what", "finds out", "wall s", "CPU s", "GB/s", "GB per CPU s", "peak resident MiB"),
                rows);
    }

    private static List<Contender> contenders(Path dump) {
        String audit = "count, contents, bytes, owner of every map";
        List<Contender> all = new ArrayList<>();
        for (String heap : List.of("-Xmx128m", "-Xmx512m")) {
            all.add(new Contender("`maphealth heap`, " + heap, audit, ours(heap, dump), RUNS));
        }
        slurp().ifPresent(slurp -> all.add(new Contender(
                "hprof-slurp", "instances of each class", List.of(slurp.toString(), dump.toString()), RUNS)));
        String counts = "count, contents of HashMap, ConcurrentHashMap";
        all.add(new Contender("shark, -Xmx2g", counts, library(SharkAudit.class, dump), RUNS_OF_LIBRARIES));
        all.add(new Contender("VisualVM, -Xmx2g", counts, library(VisualVmAudit.class, dump), RUNS_OF_LIBRARIES));
        return all;
    }

    private static List<String> ours(String heap, Path dump) {
        Path jar = Examples.root().resolve("sidecar/target/maphealth.jar");
        return List.of(java(), heap, "-jar", jar.toString(), "heap", dump.toString());
    }

    private static List<String> library(Class<?> driver, Path dump) {
        return List.of(java(), "-Xmx2g", "-cp", classes(), driver.getName(), dump.toString());
    }

    /// `cargo install hprof-slurp` puts it into the folder of Cargo, or it is somewhere on the path.
    private static Optional<Path> slurp() {
        Stream<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(Path::of);
        Stream<Path> cargo = Stream.of(Path.of(System.getProperty("user.home"), ".cargo", "bin"));
        Optional<Path> found = Stream.concat(path, cargo)
                .map(folder -> folder.resolve("hprof-slurp"))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            System.err.println("hprof-slurp is not installed, so it is not in the table: cargo install hprof-slurp");
        }
        return found;
    }

    private static Command.Run usual(List<Command.Run> runs) {
        return runs.stream()
                .sorted(Comparator.comparing(Command.Run::wall))
                .toList()
                .get(runs.size() / 2);
    }

    private static List<String> row(String name, String finds, Command.Run run, double gigabytes) {
        double wall = seconds(run.wall());
        double cpu = seconds(run.usage().cpu());
        return List.of(
                name,
                finds,
                cell(wall),
                cell(cpu),
                cell(gigabytes / wall),
                cell(gigabytes / cpu),
                "%.0f".formatted(run.usage().peakResidentBytes() / MIB));
    }

    private static List<Command.Run> read(Path dump) throws IOException {
        List<Command.Run> runs = new ArrayList<>();
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        long self = ProcessHandle.current().pid();
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            Duration before = ProcessUsage.of(self).cpu();
            try (FileChannel file = FileChannel.open(dump, StandardOpenOption.READ)) {
                while (file.read(chunk.clear()) >= 0) {
                    // reading is all there is to do
                }
            }
            ProcessUsage after = ProcessUsage.of(self);
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            runs.add(new Command.Run(wall, new ProcessUsage(after.cpu().minus(before), 0, CHUNK)));
        }
        return runs;
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
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
