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
import java.util.SplittableRandom;

/// The loop with everything that a configuration asks for, in the thread that calls.
public record Watching(SidecarConfig config, Listener listener) {
    private static final Path PROC = Path.of("/proc");

    /// Runs so many rounds, or until the process is told to stop.
    ///
    /// @throws InterruptedException when it is told to stop
    public void run(long rounds) throws InterruptedException {
        StopSignal.interrupts(Thread.currentThread());
        Watch watch = new Watch(
                targetWatch(config.target()),
                new ConfiguredSources(config, Pace.SYSTEM),
                new DetectorJudge(config.thresholds(), config.target().memoryLimitBytes()),
                config.scanInterval(),
                new SplittableRandom());
        new WatchLoop(watch, listener, Pace.SYSTEM).run(rounds);
    }

    /// At level 1 a process is only looked for when one is named.
    private static TargetWatch targetWatch(TargetConfig target) {
        boolean named = target.pid().isPresent() || target.processName().isPresent();
        return named || target.level().allows(Level.SAME_USER)
                ? ProcessWatch.of(target, PROC, ProcessHandle.current().pid())
                : TargetWatch.NONE;
    }
}
