package io.maphealth.bench;

import io.maphealth.testkit.Examples;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a pprof round costs the target: its own CPU time over many rounds of the real sidecar, less what it uses when
/// nobody asks.
final class PprofRoundCost implements Benchmark {
    private static final int ROUNDS = 60;
    private static final Duration SETTLES = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "pprof-round";
    }

    @Override
    public Table run() throws IOException, InterruptedException {
        var executable = GoToolchain.required("local").build(Examples.folder("go-healthy"));
        // little work of its own, which would drown what is measured
        ProcessBuilder quiet = new ProcessBuilder(executable.toString(), "-logins", "10");
        try (RunningProgram target = RunningProgram.start(quiet)) {
            Thread.sleep(SETTLES);
            double idleBefore = idle(target.pid());
            long start = System.nanoTime();
            Duration before = ProcessUsage.of(target.pid()).cpu();
            watch(target);
            double seconds = (System.nanoTime() - start) / 1e9;
            double used = ProcessUsage.of(target.pid()).cpu().minus(before).toMillis();
            double idleMillisPerSecond = (idleBefore + idle(target.pid())) / 2;
            double perRound = (used - idleMillisPerSecond * seconds) / ROUNDS;
            return new Table(
                    "What a pprof round costs the target",
                    ROUNDS + " rounds of the real sidecar, one a second, against a Go program; its CPU time less what"
                            + " it used in twice " + IDLE.toSeconds() + " s in which nobody asked, before and after.",
                    List.of("target's own ms of CPU a second", "ms of CPU in all", "ms of CPU a round"),
                    List.of(List.of(
                            "%.2f".formatted(idleMillisPerSecond),
                            "%.0f".formatted(used),
                            "%.2f".formatted(perRound))));
        }
    }

    private static double idle(long pid) throws IOException, InterruptedException {
        Duration before = ProcessUsage.of(pid).cpu();
        Thread.sleep(IDLE);
        return (double) ProcessUsage.of(pid).cpu().minus(before).toMillis() / IDLE.toSeconds();
    }

    private static void watch(RunningProgram target) throws IOException, InterruptedException {
        try (Sidecar sidecar = Sidecar.start(Map.of(
                "SCAN_INTERVAL_SEC",
                "1",
                "MAPHEALTH_PPROF_URL",
                target.announced("pprof").orElseThrow()))) {
            while (sidecar.rounds() < ROUNDS) {
                Thread.sleep(Duration.ofMillis(500));
            }
        }
    }
}
