package io.maphealth.exporter;

import java.time.Duration;

/// What a census may cost: all walks together, the wait for one map's lock or own code, and the longest hold of a lock
/// for a walk that writes keep interrupting.
public record Limits(Duration budget, Duration patience, Duration maxHold) {
    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMillis(20));
}
