package io.maphealth.sidecar.program;

import java.time.Duration;

/// Turns the signal that ends the process (SIGTERM, SIGINT) into an interrupt of the thread that works, and lets it end
/// in order for a moment.
final class StopSignal {
    /// So that a stop takes less than two seconds, whatever a look is waiting for.
    private static final Duration LONGEST_STOP = Duration.ofMillis(1_500);

    private StopSignal() {}

    static void interrupts(Thread worker) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(worker)));
    }

    private static void stop(Thread worker) {
        worker.interrupt();
        try {
            worker.join(LONGEST_STOP);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
