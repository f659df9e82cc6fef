package io.maphealth.bench;

import io.maphealth.core.Totals;
import io.maphealth.gomem.UnreadableGoException;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.gomem.maps.GoMaps.Depth;
import io.maphealth.process.LiveMemory;
import io.maphealth.process.UnreadableProcessException;
import io.maphealth.testkit.Examples;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
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
    private static final List<String> MAPS = List.of("27", "1000", "0");

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final int MEASURED = 40;
    /// So far from the half chance alone leads, in 99 of 100 series of so many windows.
    private static final int CHANCE = (int) Math.ceil(2.576 * Math.sqrt(MEASURED) / 2);
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
                "A program holds 27 maps of a million int64 and 1,000 of 10 to 209 strings. Each way of looking at it ran "
                        + MEASURED + " times after " + WARM_UP.toSeconds()
                        + " s to warm up (Delve once); the median, and the CPU time of the reader. The gap is the longest"
                        + " time that a 200 µs heart beat of the program stood still during a look, and, for the base"
                        + " lines, during as long a rest after each look and then as long a computation of the reader's: of"
                        + " these windows the middle one and the worst, and how many looks had a longer one than the rest"
                        + " and the computation that followed. Where looks change nothing that is half of them, give or"
                        + " take " + CHANCE + " (99 in 100 series)."
                        + " Nothing but a stop and Delve stops the program. The plain read copies the same memory and looks at none"
                        + " of it. The JVM has the sidecar's options.",
                columns(),
                rows);
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("Go", "what"));
        columns.addAll(TimedLooks.COLUMNS);
        return columns;
    }

    private static List<List<String>> rows(String version) throws IOException, InterruptedException {
        Path program = GoToolchain.required(version).build(PROGRAMS.resolve("maps"), "-ldflags=-s -w");
        // below another program: a child of this JVM is never stopped
        List<String> command = new ArrayList<>(List.of("timeout", "3600", program.toString()));
        command.addAll(MAPS);
        try (RunningProgram target = RunningProgram.start(new ProcessBuilder(command));
                LiveMemory memory = LiveMemory.open(PROC, target.childPid())) {
            GoMaps maps = GoMaps.of(memory, OptionalLong.of(memory.identity().pid()), InstantSource.system());
            Row row = new Row(target, memory.identity().pid(), maps.goVersion());
            return List.of(
                    row.of("plain read", new PlainRead(memory)::once),
                    row.of("quick walk", () -> found(maps, Depth.QUICK)),
                    row.of("deep walk", () -> found(maps, Depth.DEEP)),
                    row.of("stopped for a moment", () -> stopped(memory)),
                    row.ofDelve());
        } catch (UnreadableProcessException | UnreadableGoException unreadable) {
            throw new IOException(unreadable);
        }
    }

    /// All threads stop and go on, and nothing is read.
    private static String stopped(LiveMemory memory) throws IOException {
        try {
            Duration pause = memory.stopped(Duration.ofSeconds(1), _ -> 0).pause();
            return "it stood for %.1f ms".formatted(pause.toNanos() / 1e6);
        } catch (UnreadableProcessException refused) {
            throw new IOException(refused);
        }
    }

    private static String found(GoMaps maps, Depth depth) throws IOException {
        try {
            Totals totals = maps.census(depth, GoMaps.Limits.DEFAULT).totals();
            return "%,d maps, %,d entries, %.0f MiB"
                    .formatted(totals.maps().orElse(0), totals.count().orElse(0), totals.heldBytes() / MIB);
        } catch (UnreadableGoException unreadable) {
            throw new IOException(unreadable);
        }
    }

    /// One way of looking at a program, timed.
    private record Row(RunningProgram target, long pid, String version) {
        List<String> of(String what, TimedLooks.Look look) throws IOException, InterruptedException {
            List<String> row = new ArrayList<>(List.of(version, what));
            row.addAll(new TimedLooks(target, WARM_UP, MEASURED).cells(look));
            return row;
        }

        List<String> ofDelve() throws IOException, InterruptedException {
            Path delve = GoToolchain.required("local").build(PROGRAMS.resolve("delve"));
            target.ask("gap");
            long started = System.nanoTime();
            Process attached = new ProcessBuilder(
                            delve.toString(), "attach", Long.toString(pid), "--allow-non-terminal-interactive=true")
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
            String gap = "%.1f".formatted(target.ask("gap", "gap") / 1e6);
            return List.of(
                    version,
                    "Delve, attach and detach",
                    ended ? TimedLooks.millis(wall) : "failed",
                    "-",
                    gap,
                    "-",
                    "-",
                    "-",
                    "nothing was asked for");
        }
    }
}
