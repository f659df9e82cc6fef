package io.maphealth.bench;

import io.maphealth.testkit.Examples;
import io.maphealth.testkit.ThirdPartyProgram;
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

/// How fast heap dumps are audited, beside a plain read of the same file and beside the peers that can read one:
/// hprof-slurp, shark, and the reader of VisualVM. Dumps are kept in the folder of `MAPHEALTH_DUMPS`, where that is
/// set.
final class HeapDumpAudit implements Benchmark {
    private static final int RUNS = 5;
    private static final int RUNS_OF_LIBRARIES = 1;
    private static final int CHUNK = 256 << 10;
    private static final int LIMIT_MIB = 160;
    private static final double MIB = 1 << 20;
    private static final double GB = 1e9;
    private static final String AUDIT = "count, contents, bytes, owner of every map";
    private static final String COUNTS = "count, contents of HashMap, ConcurrentHashMap";

    private final List<List<String>> rows = new ArrayList<>();

    @Override
    public String name() {
        return "heap-dump";
    }

    @Override
    public Table run() throws IOException, InterruptedException {
        String kept = System.getenv().getOrDefault("MAPHEALTH_DUMPS", "");
        if (!kept.isEmpty()) {
            return table(new Dumps(Path.of(kept)));
        }
        Path folder = Files.createTempDirectory("maphealth-bench");
        try {
            return table(new Dumps(folder));
        } finally {
            delete(folder);
        }
    }

    private Table table(Dumps dumps) throws IOException, InterruptedException {
        Path dump = dumps.ordered(Dumps.USUAL);
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
        double gigabytes = Files.size(dump) / GB;
        train(dump, dumps.folder());
        add("plain read, chunks of 256 KiB", "nothing", dump, usual(read(dump)));
        firstPass(dump, dumps.folder());
        inTurns(dump, dumps.folder());
        ours(", unordered (ZGC), -Xmx96m", dumps.unordered(), audit("-Xmx96m", dumps.unordered(), dumps.folder()));
        ours(", gz, -Xmx96m", dumps.compressed(), audit("-Xmx96m", dumps.compressed(), dumps.folder()));
        ours(", spilled, -Xmx56m", dump, audit("-Xmx56m", dump, dumps.folder()));
        if (dumps.roomForLarge()) {
            Path large = dumps.ordered(Dumps.LARGE);
            add("plain read of the large dump", "nothing", large, usual(read(large)));
            ours(", large dump, -Xmx160m, both compilers", large, auditOfLarge("-Xmx160m", large, dumps.folder()));
        }
        libraries(dump, dumps.folder());
        return new Table(
                "Audit of a heap dump",
                ("A dump of %.2f GB with %d million map entries in maps of eight kinds, and a large one of %d million where the machine has room for it;"
                                + " warm page cache, start of the JVM included; the run with the median wall of %d"
                                + " (libraries: %d). The audit, the one in a cgroup and hprof-slurp took turns. The load of the machine was %s when it began: compare CPU seconds"
                                + " where that is more than its cores.")
                        .formatted(gigabytes, Dumps.USUAL, Dumps.LARGE, RUNS, RUNS_OF_LIBRARIES, load),
                List.of("what", "finds out", "GB", "wall s", "CPU s", "GB/s", "peak resident MiB"),
                rows);
    }

    private void ours(String what, Path dump, List<String> line) throws IOException, InterruptedException {
        add("`maphealth heap`" + what, AUDIT, dump, runs(line, RUNS, dump.resolveSibling("")));
    }

    /// One run of each after another, so that a machine that becomes slow is slow for all.
    private void inTurns(Path dump, Path folder) throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender("`maphealth heap`, -Xmx96m", AUDIT, audit("-Xmx96m", dump, folder)));
        ThirdPartyProgram.find("hprof-slurp")
                .ifPresent(slurp -> contenders.add(new Contender(
                        "hprof-slurp", "instances of each class", List.of(slurp.toString(), dump.toString()))));
        Optional<Confined> group = Confined.to(LIMIT_MIB);
        if (group.isEmpty()) {
            inTurns(contenders, dump, folder);
            return;
        }
        try (Confined limit = group.get()) {
            String name = "`maphealth heap`, -Xmx96m, in a cgroup of %d MiB".formatted(LIMIT_MIB);
            contenders.add(1, new Contender(name, AUDIT, limit.line(audit("-Xmx96m", dump, folder))));
            inTurns(contenders, dump, folder);
        }
    }

    private void inTurns(List<Contender> contenders, Path dump, Path folder) throws IOException, InterruptedException {
        for (int run = 0; run < RUNS; run++) {
            for (Contender contender : contenders) {
                contender.runs.add(new Command(contender.line).run(folder.resolve("output")));
            }
        }
        for (Contender contender : contenders) {
            add(contender.name, contender.finds, dump, usual(contender.runs));
        }
    }

    private record Contender(String name, String finds, List<String> line, List<Command.Run> runs) {
        Contender(String name, String finds, List<String> line) {
            this(name, finds, line, new ArrayList<>());
        }
    }

    /// Seconds that the program tells of itself, without its start.
    private void firstPass(Path dump, Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        new Command(List.of(
                        Command.java(), "-Xmx1g", "-cp", Command.classes(), FirstPass.class.getName(), dump.toString()))
                .run(output);
        double seconds = Double.parseDouble(Files.readAllLines(output).getLast());
        Duration wall = Duration.ofNanos((long) (seconds * 1e9));
        add(
                "first pass alone, one thread, compiled",
                "what it keeps",
                dump,
                new Command.Run(wall, new ProcessUsage(wall, 0, 0)));
    }

    private void libraries(Path dump, Path folder) throws IOException, InterruptedException {
        add("shark, -Xmx2g", COUNTS, dump, runs(library(SharkAudit.class, dump), RUNS_OF_LIBRARIES, folder));
        add("VisualVM, -Xmx2g", COUNTS, dump, runs(library(VisualVmAudit.class, dump), RUNS_OF_LIBRARIES, folder));
        delete(Path.of(dump + ".nbcache"));
    }

    /// As the documentation says.
    private static List<String> audit(String heap, Path dump, Path folder) {
        return audit(List.of("-XX:AOTCache=" + cache(folder), heap, "-XX:TieredStopAtLevel=1"), dump);
    }

    /// As it says for a large dump: with both compilers.
    private static List<String> auditOfLarge(String heap, Path dump, Path folder) {
        return audit(List.of("-XX:AOTCache=" + cache(folder), heap), dump);
    }

    private static void train(Path dump, Path folder) throws IOException, InterruptedException {
        new Command(audit(List.of("-XX:AOTCacheOutput=" + cache(folder), "-Xmx96m"), dump))
                .run(folder.resolve("output"));
    }

    private static Path cache(Path folder) {
        return folder.resolve("maphealth.aot");
    }

    private static List<String> audit(List<String> options, Path dump) {
        Path jar = Examples.root().resolve("sidecar/target/maphealth.jar");
        List<String> line = new ArrayList<>(List.of(Command.java(), "-Xmn8m", "-XX:+UseSerialGC"));
        line.addAll(options);
        line.addAll(List.of("-jar", jar.toString(), "heap", dump.toString()));
        return line;
    }

    private static List<String> library(Class<?> driver, Path dump) {
        return List.of(Command.java(), "-Xmx2g", "-cp", Command.classes(), driver.getName(), dump.toString());
    }

    private static Command.Run runs(List<String> line, int times, Path folder)
            throws IOException, InterruptedException {
        List<Command.Run> runs = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            runs.add(new Command(line).run(folder.resolve("output")));
        }
        return usual(runs);
    }

    private static Command.Run usual(List<Command.Run> runs) {
        return runs.stream()
                .sorted(Comparator.comparing(Command.Run::wall))
                .toList()
                .get(runs.size() / 2);
    }

    private void add(String name, String finds, Path dump, Command.Run run) throws IOException {
        double wall = seconds(run.wall());
        double gigabytes = Files.size(dump) / GB;
        List<String> row = List.of(
                name,
                finds,
                cell(gigabytes),
                cell(wall),
                cell(seconds(run.usage().cpu())),
                cell(gigabytes / wall),
                "%.0f".formatted(run.usage().peakResidentBytes() / MIB));
        System.err.println(row);
        rows.add(row);
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
}
