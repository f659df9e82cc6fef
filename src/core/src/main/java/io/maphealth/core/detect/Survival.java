package io.maphealth.core.detect;

import io.maphealth.core.history.Round;
import java.util.List;

/// Whether the keys of a growing site stay, so far as its source can follow them.
final class Survival {
    private Survival() {}

    /// Nothing says that keys go: unknown survival forbids nothing.
    static boolean allows(List<Round> rounds, Rules rules) {
        double least = rules.share(Threshold.LEAK_SURVIVAL_PERCENT);
        return rounds.stream().allMatch(round -> round.site().keySurvival().orElse(1) >= least);
    }

    static boolean isKnown(List<Round> rounds) {
        return rounds.getLast().site().keySurvival().isPresent();
    }
}
