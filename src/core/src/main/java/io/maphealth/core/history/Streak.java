package io.maphealth.core.history;

import java.time.Instant;

/// For how many rounds in a row something has held, and since when; no rounds: it does not hold.
public record Streak(int rounds, Instant since) {
    static final Streak NONE = new Streak(0, Instant.MIN);

    Streak next(boolean holds, Instant at) {
        if (!holds) {
            return NONE;
        }
        return rounds == 0 ? new Streak(1, at) : new Streak(rounds + 1, since);
    }
}
