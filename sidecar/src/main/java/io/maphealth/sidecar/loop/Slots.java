package io.maphealth.sidecar.loop;

import java.time.Duration;

/// The times at which rounds may start: evenly spaced from the first, whatever a round takes. For one thread.
final class Slots {
    private final long intervalNanos;
    private long current;

    Slots(long firstNanos, Duration interval) {
        this.current = firstNanos;
        this.intervalNanos = interval.toNanos();
    }

    long current() {
        return current;
    }

    /// Moves on to the first slot that is still to come.
    ///
    /// @return how many have passed meanwhile
    long next(long nowNanos) {
        long passed = Math.max(0, (nowNanos - current) / intervalNanos);
        current += (passed + 1) * intervalNanos;
        return passed;
    }
}
