package io.maphealth.core.history;

import java.time.Duration;

/// How far back a window reaches. Each is cut in ten tenths, so that slow growth is seen in the same few points as
/// fast. Each begins to tell of a leak before the one above it, which the leak outgrows, has ceased to: also where
/// rounds are a few seconds apart.
public enum Span {
    ROUNDS(Duration.ZERO),
    FIVE_MINUTES(Duration.ofSeconds(30)),
    HOUR(Duration.ofMinutes(6)),
    DAY(Duration.ofMinutes(144));

    private final Duration tenth;

    Span(Duration tenth) {
        this.tenth = tenth;
    }

    /// The least time between two points; zero takes every round.
    public Duration tenth() {
        return tenth;
    }
}
