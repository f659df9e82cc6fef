package io.maphealth.core.detect;

import io.maphealth.core.Severity;
import io.maphealth.core.SourceKind;

/// What a detector judges by, beside the history.
record Rules(Thresholds thresholds, MemoryBudget memory) {
    private static final double SURE_ENOUGH = 0.6;

    double value(Threshold threshold) {
        return thresholds.value(threshold);
    }

    int rounds(Threshold threshold) {
        return thresholds.rounds(threshold);
    }

    double share(Threshold percent) {
        return thresholds.share(percent);
    }

    /// How many rounds in a row it takes; one is enough where nothing was written to the maps meanwhile.
    int rounds(Threshold threshold, SourceKind source) {
        return source.frozen() ? 1 : rounds(threshold);
    }

    /// A warning is for somebody to act on: below a confidence of 0.6 it is only information.
    static Severity warning(double confidence) {
        return confidence >= SURE_ENOUGH ? Severity.WARNING : Severity.INFO;
    }
}
