package io.maphealth.sidecar.metrics;

import io.maphealth.core.Finding;
import java.time.Duration;
import java.util.OptionalDouble;

/// A figure that says how bad a finding is; each has a metric of its own, with its unit in the name.
enum FindingFigure {
    DRIFT_ENTRIES(Metric.FINDING_DRIFT_ENTRIES, Worst.LARGEST),
    GHOST_BYTES(Metric.FINDING_GHOST_BYTES, Worst.LARGEST),
    ENTRIES_PER_HOUR(Metric.FINDING_ENTRIES_PER_HOUR, Worst.LARGEST),
    BYTES_PER_HOUR(Metric.FINDING_BYTES_PER_HOUR, Worst.LARGEST),
    LIMIT_SECONDS(Metric.FINDING_LIMIT_SECONDS, Worst.SMALLEST),
    CHAIN_ENTRIES(Metric.FINDING_CHAIN_ENTRIES, Worst.LARGEST),
    STALLED_ROUNDS(Metric.FINDING_STALLED_ROUNDS, Worst.LARGEST),
    BROKEN_ENTRIES(Metric.FINDING_BROKEN_ENTRIES, Worst.LARGEST);

    private final Metric metric;
    private final Worst worst;

    FindingFigure(Metric metric, Worst worst) {
        this.metric = metric;
        this.worst = worst;
    }

    Metric metric() {
        return metric;
    }

    /// Absent where a finding has no such figure.
    OptionalDouble of(Finding finding) {
        return switch (finding) {
            case Finding.CountDrift drift -> only(DRIFT_ENTRIES, Math.abs(drift.count() - drift.iterated()));
            case Finding.GhostMemory ghost -> only(GHOST_BYTES, ghost.ghostBytes());
            case Finding.Residency residency -> only(GHOST_BYTES, residency.ghostBytes());
            case Finding.LeakGrowth leak -> ofLeak(leak);
            case Finding.Collision collision -> only(CHAIN_ENTRIES, collision.longestProbe());
            case Finding.GrowthStalled stalled -> only(STALLED_ROUNDS, stalled.rounds());
            case Finding.BrokenContract broken -> only(BROKEN_ENTRIES, broken.entries());
        };
    }

    /// Of two findings that share a series.
    double worse(double one, double other) {
        return worst == Worst.LARGEST ? Math.max(one, other) : Math.min(one, other);
    }

    private OptionalDouble ofLeak(Finding.LeakGrowth leak) {
        return switch (this) {
            case ENTRIES_PER_HOUR -> leak.entriesPerHour();
            case BYTES_PER_HOUR -> OptionalDouble.of(leak.bytesPerHour());
            case LIMIT_SECONDS ->
                leak.timeToLimit()
                        .map(Duration::toSeconds)
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty());
            case DRIFT_ENTRIES, GHOST_BYTES, CHAIN_ENTRIES, STALLED_ROUNDS, BROKEN_ENTRIES -> OptionalDouble.empty();
        };
    }

    private OptionalDouble only(FindingFigure figure, long value) {
        return this == figure ? OptionalDouble.of((double) value) : OptionalDouble.empty();
    }

    private enum Worst {
        LARGEST,
        SMALLEST
    }
}
