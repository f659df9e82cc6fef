package io.maphealth.bench;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.hotspot.attach.AttachClient;
import io.maphealth.hotspot.attach.AttachFailedException;
import io.maphealth.hotspot.attach.DiagnosticCommand;
import io.maphealth.hotspot.audit.JvmHeapReader;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.process.LiveMemory;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.UnreadableProcessException;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What it takes to look at 0.8 GB of a running JVM with 230,000 maps, whether the program notices, and the same of
/// what comes with a JDK.
final class JvmMemory implements Benchmark {
    private static final Path PROC = Path.of("/proc");
    private static final int LOOKS = 10;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final int DUMPS = 2;
    private static final int SIDECAR_SECONDS = 5;
    private static final int SIDECAR_ROUNDS = 10;
    /// The first rounds look for every owner and compile what they run.
    private static final int SIDECAR_WARM_UP = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double MIB = 1 << 20;
    private static final String SECONDS = "maphealth_source_seconds_sum";

    @Override
    public String name() {
        return "jvm-memory";
    }

    @Override
    public Table run() throws IOException, InterruptedException {
        Jdk jdk = Jdks.current();
        Path folder = Files.createTempDirectory("maphealth-bench");
        try (RunningProgram target = new JavaProgram(jdk, classes(), List.of(), List.of("-Xmx1500m"))
                        .start(MapsAtRest.class.getName());
                LiveMemory memory = LiveMemory.open(PROC, target.pid())) {
            Rows rows = new Rows(target, memory);
            return new Table(
                    "Looking at 0.8 GB of a running JVM",
                    "A program on JDK " + jdk.feature()
                            + " with G1 holds one map of 2 million entries and 230,000 of up"
                            + " to 12, of eight kinds. Looks, plain reads and histograms were made " + LOOKS
                            + " times after " + WARM_UP.toSeconds() + " s to warm up, dumps " + DUMPS
                            + " times, jhsdb once; the median, and the CPU time of the reader. The gap is the longest time"
                            + " that a 200 µs heart beat of the program stood still meanwhile, and, for the base lines,"
                            + " during as long a rest after each and then as long a computation of the reader's: of these"
                            + " windows the middle one and the worst. The plain"
                            + " read copies the same memory and looks at none of it. The JVM that looks has the sidecar's"
                            + " options. The sidecar itself made " + SIDECAR_ROUNDS + " rounds, one every "
                            + SIDECAR_SECONDS + " s, after " + SIDECAR_WARM_UP
                            + " to warm up: its figures are the mean of a round, its gap is that of all, its peak that of"
                            + " its life.",
                    columns(),
                    List.of(
                            rows.plainRead(),
                            rows.look(),
                            rows.sidecar(),
                            rows.histogram(),
                            rows.dump(folder.resolve("heap.hprof")),
                            rows.jhsdb(jdk, folder.resolve("jhsdb.txt"))));
        } catch (UnreadableProcessException | UnreadableMemoryException | UnknownLayoutException unreadable) {
            throw new IOException(unreadable);
        } finally {
            Files.deleteIfExists(folder.resolve("heap.hprof"));
            Files.deleteIfExists(folder.resolve("jhsdb.txt"));
            Files.delete(folder);
        }
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("what"));
        columns.addAll(TimedLooks.COLUMNS);
        columns.add("peak resident MiB");
        return columns;
    }

    private static Path classes() {
        return Path.of(MapsAtRest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    /// One line of the table each.
    private static final class Rows {
        private final RunningProgram target;
        private final LiveMemory memory;
        private final JvmHeapReader reader;

        Rows(RunningProgram target, LiveMemory memory) throws UnreadableMemoryException, UnknownLayoutException {
            this.target = target;
            this.memory = memory;
            this.reader = JvmHeapReader.open(memory, InstantSource.system());
        }

        List<String> plainRead() throws IOException, InterruptedException {
            return row("plain read", new TimedLooks(target, WARM_UP, LOOKS).cells(new PlainRead(memory)::once), "-");
        }

        List<String> look() throws IOException, InterruptedException {
            Target described = new Target(
                    TargetRuntime.JVM,
                    reader.version(),
                    SourceKind.PROCESS_MEMORY,
                    OptionalLong.of(target.pid()),
                    "maps");
            return row(
                    "a look of maphealth", new TimedLooks(target, WARM_UP, LOOKS).cells(() -> found(described)), "-");
        }

        private String found(Target described) throws IOException {
            try {
                Census census = reader.read(described, JvmHeapReader.Limits.DEFAULT);
                return "%,d maps, %,d entries, %.0f MiB%s"
                        .formatted(
                                census.totals().maps().orElse(0),
                                census.totals().count().orElse(0),
                                census.totals().heldBytes() / MIB,
                                census.complete() ? "" : ", incomplete");
            } catch (UnreadableMemoryException | UnknownLayoutException unreadable) {
                throw new IOException(unreadable);
            }
        }

        /// What some rounds of a sidecar took together; `gap` is of the target, in nanoseconds.
        private record Rounds(Duration took, double seconds, Duration cpu, long gap, long peakResidentBytes) {}

        List<String> sidecar() throws IOException, InterruptedException {
            Rounds rounds = rounds();
            target.ask("gap");
            Thread.sleep(rounds.took());
            long rest = target.ask("gap", "gap");
            return row(
                    "the sidecar, a round",
                    List.of(
                            "%.0f".formatted(rounds.seconds() * 1e3 / SIDECAR_ROUNDS),
                            "%.0f".formatted(rounds.cpu().toMillis() / (double) SIDECAR_ROUNDS),
                            "worst %.1f".formatted(rounds.gap() / 1e6),
                            "worst %.1f".formatted(rest / 1e6),
                            "-",
                            "-",
                            "the same"),
                    "%.0f".formatted(rounds.peakResidentBytes() / MIB));
        }

        private Rounds rounds() throws IOException, InterruptedException {
            try (Sidecar sidecar = Sidecar.start(Map.of(
                    "TARGET_PID", Long.toString(target.pid()),
                    "SCAN_INTERVAL_SEC", Integer.toString(SIDECAR_SECONDS),
                    "MAPHEALTH_LEVEL", "2"))) {
                await(sidecar, SIDECAR_WARM_UP);
                target.ask("gap");
                long started = System.nanoTime();
                double seconds = sidecar.sum(SECONDS);
                ProcessUsage before = sidecar.usage();
                await(sidecar, SIDECAR_WARM_UP + SIDECAR_ROUNDS);
                ProcessUsage usage = sidecar.usage();
                return new Rounds(
                        Duration.ofNanos(System.nanoTime() - started),
                        sidecar.sum(SECONDS) - seconds,
                        usage.cpu().minus(before.cpu()),
                        target.ask("gap", "gap"),
                        usage.peakResidentBytes());
            }
        }

        private static void await(Sidecar sidecar, int rounds) throws InterruptedException {
            while (sidecar.rounds() < rounds) {
                Thread.sleep(Duration.ofMillis(50));
            }
        }

        List<String> histogram() throws IOException, InterruptedException {
            TimedLooks looks = new TimedLooks(target, Duration.ZERO, LOOKS);
            return row(
                    "class_histogram -all, by attach",
                    looks.cells(() -> asked(new DiagnosticCommand.ClassHistogram(true))),
                    "-");
        }

        List<String> dump(Path file) throws IOException, InterruptedException {
            TimedLooks looks = new TimedLooks(target, Duration.ZERO, DUMPS);
            return row(
                    "heap_dump -all, by attach",
                    looks.cells(() -> {
                        Files.deleteIfExists(file);
                        asked(new DiagnosticCommand.HeapDump(file, true, OptionalInt.empty()));
                        return "a file of %.0f MiB".formatted(Files.size(file) / MIB);
                    }),
                    "-");
        }

        private String asked(DiagnosticCommand command) throws IOException, InterruptedException {
            try {
                long lines = AttachClient.waitingAtMost(PATIENCE)
                        .attach(target.pid())
                        .ask(command, PATIENCE)
                        .lines()
                        .count();
                return "instances of %,d classes".formatted(lines);
            } catch (AttachFailedException refused) {
                throw new IOException(refused);
            }
        }

        List<String> jhsdb(Jdk jdk, Path output) throws IOException, InterruptedException {
            List<String> line = List.of(
                    jdk.home().resolve("bin/jhsdb").toString(),
                    "jmap",
                    "--histo",
                    "--pid",
                    Long.toString(target.pid()));
            target.ask("gap");
            Command.Run run = new Command(line).run(output);
            long gap = target.ask("gap", "gap");
            return row(
                    "jhsdb jmap --histo",
                    List.of(
                            TimedLooks.millis(run.wall().toNanos()),
                            TimedLooks.millis(run.usage().cpu().toNanos()),
                            "%.1f".formatted(gap / 1e6),
                            "-",
                            "-",
                            "-",
                            "instances of each class"),
                    "%.0f".formatted(run.usage().peakResidentBytes() / MIB));
        }

        private static List<String> row(String what, List<String> cells, String resident) {
            List<String> row = new ArrayList<>(List.of(what));
            row.addAll(cells);
            row.add(resident);
            return row;
        }
    }
}
