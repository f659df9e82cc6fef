package io.maphealth.bench;

import io.maphealth.core.Census;
import io.maphealth.gomem.UnreadableGoException;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.gomem.maps.GoMaps.Depth;
import io.maphealth.process.LiveMemory;
import io.maphealth.process.UnreadableProcessException;
import io.maphealth.testkit.Examples;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What it takes to look at a gigabyte of maps of a running Go program, and whether the program notices.
final class GoMemory implements Benchmark {
    static final Path PROGRAMS = Examples.root().resolve("src/bench/src/main/go");
    private static final Path PROC = Path.of("/proc");
    private static final List<String> VERSIONS = List.of("local", "go1.23.12");
    /// A gigabyte, of which most is in few maps.
    private static final List<String> MAPS = List.of("26", "1000", "0");

    private static final int LOOKS = 12;
    private static final int WARM_UP = 4;
    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "go-memory";
    }

    @Override
    public Table run() throws IOException, InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        for (String version : VERSIONS) {
            rows.addAll(rows(version));
        }
        return new Table(
                "Looking at a gigabyte of maps of a Go program",
                "A program holds 26 maps of a million int64 and 1,000 of 10 to 209 strings. Each way of looking at it ran "
                        + (LOOKS - WARM_UP) + " times after " + WARM_UP
                        + " to warm up (Delve once); the median, and the"
                        + " CPU time of the reader. The gap is the longest time that a 200 µs heart beat of the program"
                        + " stood still meanwhile, the worst of all runs; nothing but Delve stops the program. The"
                        + " plain read copies the same memory and looks at none of it. The JVM has the sidecar's options.",
                List.of("Go", "what", "wall ms", "CPU ms", "longest gap ms", "found"),
                rows);
    }

    private interface Look {
        String once() throws IOException, InterruptedException, UnreadableGoException;
    }

    private static List<List<String>> rows(String version) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(GoToolchain.required(version)
                .build(PROGRAMS.resolve("maps"), "-ldflags=-s -w")
                .toString()));
        command.addAll(MAPS);
        try (RunningProgram target = RunningProgram.start(new ProcessBuilder(command));
                LiveMemory memory = LiveMemory.open(PROC, target.pid())) {
            GoMaps maps = GoMaps.of(memory, OptionalLong.of(target.pid()), InstantSource.system());
            Row row = new Row(target, maps.goVersion());
            return List.of(
                    row.of("nothing, for a second", GoMemory::rest),
                    row.of("plain read", new PlainRead(memory)::once),
                    row.of("quick walk", () -> found(maps.census(Depth.QUICK, GoMaps.Limits.DEFAULT))),
                    row.of("deep walk", () -> found(maps.census(Depth.DEEP, GoMaps.Limits.DEFAULT))),
                    row.ofDelve());
        } catch (UnreadableProcessException | UnreadableGoException unreadable) {
            throw new IOException(unreadable);
        }
    }

    private static String rest() throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(1));
        return "-";
    }

    private static String found(Census census) {
        return "%,d maps, %,d entries, %.0f MiB"
                .formatted(
                        census.totals().maps().orElse(0),
                        census.totals().count().orElse(0),
                        census.totals().heldBytes() / MIB);
    }

    /// One way of looking at a program, timed.
    private record Row(RunningProgram target, String version) {
        List<String> of(String what, Look look) throws IOException, InterruptedException, UnreadableGoException {
            String found = "";
            List<Long> wall = new ArrayList<>();
            List<Long> cpu = new ArrayList<>();
            for (int i = 0; i < LOOKS; i++) {
                if (i == WARM_UP) {
                    target.ask("gap");
                }
                long started = System.nanoTime();
                long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                found = look.once();
                wall.add(System.nanoTime() - started);
                cpu.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - used);
            }
            return cells(what, millis(median(wall)), millis(median(cpu)), found);
        }

        List<String> ofDelve() throws IOException, InterruptedException {
            Path delve = GoToolchain.required("local").build(PROGRAMS.resolve("delve"));
            target.ask("gap");
            long started = System.nanoTime();
            Process attached = new ProcessBuilder(
                            delve.toString(),
                            "attach",
                            Long.toString(target.pid()),
                            "--allow-non-terminal-interactive=true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var input = attached.outputWriter()) {
                // not to kill the program
                input.write("quit\nn\n");
            }
            boolean ended = attached.waitFor(Duration.ofMinutes(2)) && attached.exitValue() == 0;
            long wall = System.nanoTime() - started;
            attached.destroyForcibly();
            return cells("Delve, attach and detach", ended ? millis(wall) : "failed", "-", "nothing was asked for");
        }

        private List<String> cells(String what, String wall, String cpu, String found) {
            return List.of(version, what, wall, cpu, millis(target.ask("gap", "gap")), found);
        }
    }

    private static long median(List<Long> all) {
        List<Long> sorted = all.subList(WARM_UP, all.size()).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String millis(long nanos) {
        return "%.0f".formatted(nanos / 1e6);
    }
}
