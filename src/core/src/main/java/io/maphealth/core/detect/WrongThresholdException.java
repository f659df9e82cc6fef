package io.maphealth.core.detect;

import io.maphealth.core.Figures;

/// A threshold was given a value that it cannot have; the message is one line that says what it can be.
public final class WrongThresholdException extends Exception {
    private static final int MOST_SHOWN = 60;

    private final Threshold threshold;

    WrongThresholdException(Threshold threshold, String value) {
        super(threshold.name() + " is " + Figures.oneLine(value, MOST_SHOWN) + ": must be a number from "
                + Thresholds.plain(threshold.range().least()) + " to "
                + Thresholds.plain(threshold.range().most()) + " ("
                + threshold.unit() + ")");
        this.threshold = threshold;
    }

    public Threshold threshold() {
        return threshold;
    }
}
