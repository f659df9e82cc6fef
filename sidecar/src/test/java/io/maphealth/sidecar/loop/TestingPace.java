package io.maphealth.sidecar.loop;

import java.time.Duration;
import java.time.Instant;

/// Time that passes only when somebody sleeps or a test says so.
public final class TestingPace implements Pace {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private long elapsedNanos;

    @Override
    public Instant now() {
        return START.plusNanos(elapsedNanos);
    }

    @Override
    public long nanoTime() {
        return elapsedNanos;
    }

    @Override
    public void sleep(Duration time) {
        pass(time);
    }

    public void pass(Duration time) {
        elapsedNanos += time.toNanos();
    }

    public Duration elapsed() {
        return Duration.ofNanos(elapsedNanos);
    }
}
