package io.maphealth.sidecar.program;

import io.maphealth.sidecar.config.Level;
import io.maphealth.sidecar.config.SidecarConfig;
import io.maphealth.sidecar.config.TargetConfig;
import io.maphealth.sidecar.loop.DetectorJudge;
import io.maphealth.sidecar.loop.Listener;
import io.maphealth.sidecar.loop.Pace;
import io.maphealth.sidecar.loop.Watch;
import io.maphealth.sidecar.loop.WatchLoop;
import io.maphealth.sidecar.target.ProcessWatch;
import io.maphealth.sidecar.target.TargetWatch;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// The loop with everything that a configuration asks for, in the thread that calls. `warn` takes what somebody should
/// know and is nobody's failure.
public record Watching(SidecarConfig config, Listener listener, Consumer<String> warn) {
    private static final Path PROC = Path.of("/proc");

    /// Runs so many rounds, or until the process is told to stop.
    ///
    /// @throws InterruptedException when it is told to stop
    public void run(long rounds) throws InterruptedException {
        StopSignal.interrupts(Thread.currentThread());
        TargetWatch target = targetWatch(config.target());
        Watch watch = new Watch(
                target,
                new ConfiguredSources(config, Pace.SYSTEM, () -> pidOf(target), warn),
                new DetectorJudge(
                        config.thresholds(), new TargetBudget(config.target().memoryLimitBytes(), target, PROC)),
                config.scanInterval(),
                new SplittableRandom());
        new WatchLoop(watch, listener, Pace.SYSTEM).run(rounds);
    }

    private static OptionalLong pidOf(TargetWatch target) {
        return target.current().map(process -> OptionalLong.of(process.pid())).orElseGet(OptionalLong::empty);
    }

    /// At level 1 a process is only looked for when one is named.
    private static TargetWatch targetWatch(TargetConfig target) {
        boolean named = target.pid().isPresent() || target.processName().isPresent();
        return named || target.level().allows(Level.SAME_USER)
                ? ProcessWatch.of(target, PROC, ProcessHandle.current().pid())
                : TargetWatch.NONE;
    }
}
