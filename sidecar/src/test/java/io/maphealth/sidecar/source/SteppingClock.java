package io.maphealth.sidecar.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Stands still while a look lasts.
final class SteppingClock implements InstantSource {
    private final Duration step;
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");

    SteppingClock(Duration step) {
        this.step = step;
    }

    void step() {
        now = now.plus(step);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
