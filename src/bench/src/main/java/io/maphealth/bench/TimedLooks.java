package io.maphealth.bench;

import io.maphealth.testkit.RunningProgram;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Looks at a program that answers "gap" with the longest time that its heart beat stood still since the question
/// before. To compare with, each look is followed by as long a rest and as long a computation, which takes a processor
/// as the look does and reads nothing. For the time of `warmUp` looks are made that do not count: a program that looks
/// for hours compiles nothing any more.
record TimedLooks(RunningProgram target, Duration warmUp, int looks) {
    static final List<String> COLUMNS = List.of(
            "wall ms",
            "CPU ms",
            "gap ms: middle, worst",
            "at rest",
            "beside a computation",
            "longer than at rest, than beside it",
            "found");

    /// One look, which says what it found.
    @FunctionalInterface
    interface Look {
        String once() throws IOException, InterruptedException;
    }

    /// What the looks took, as [#COLUMNS]; the CPU time is that of this thread.
    List<String> cells(Look look) throws IOException, InterruptedException {
        String found = "";
        List<Long> wall = new ArrayList<>();
        List<Long> cpu = new ArrayList<>();
        List<Long> gaps = new ArrayList<>();
        List<Long> restGaps = new ArrayList<>();
        List<Long> computingGaps = new ArrayList<>();
        long warm = System.nanoTime() + warmUp.toNanos();
        while (System.nanoTime() < warm) {
            look.once();
        }
        for (int i = 0; i < looks; i++) {
            target.ask("gap");
            long started = System.nanoTime();
            long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            found = look.once();
            wall.add(System.nanoTime() - started);
            cpu.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - used);
            gaps.add(target.ask("gap", "gap"));
            Thread.sleep(Duration.ofNanos(wall.getLast()));
            restGaps.add(target.ask("gap", "gap"));
            compute(wall.getLast());
            computingGaps.add(target.ask("gap", "gap"));
        }
        return List.of(
                millis(median(wall)),
                millis(median(cpu)),
                windows(gaps),
                windows(restGaps),
                windows(computingGaps),
                "%d, %d of %d".formatted(longer(gaps, restGaps), longer(gaps, computingGaps), looks),
                found);
    }

    private static void compute(long nanos) {
        long started = System.nanoTime();
        while (System.nanoTime() - started < nanos) {
            Thread.onSpinWait();
        }
    }

    private static String windows(List<Long> gaps) {
        long worst = gaps.stream().mapToLong(Long::longValue).max().orElseThrow();
        return "%.1f, %.1f".formatted(median(gaps) / 1e6, worst / 1e6);
    }

    private long longer(List<Long> gaps, List<Long> restGaps) {
        return IntStream.range(0, looks)
                .filter(i -> gaps.get(i) > restGaps.get(i))
                .count();
    }

    private static long median(List<Long> all) {
        List<Long> sorted = all.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    static String millis(long nanos) {
        return "%.0f".formatted(nanos / 1e6);
    }
}
