package io.maphealth.sidecar.delivery;

import java.util.Locale;

/// What became of a report.
public enum ReportOutcome {
    TAKEN,
    /// The operator will never take it.
    REFUSED,
    /// It waited so long that newer ones pushed it out.
    DROPPED;

    /// As written in metrics.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
