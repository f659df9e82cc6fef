package io.maphealth.core.detect;

import io.maphealth.core.Finding.LeakShape;
import io.maphealth.core.history.Round;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/// What makes a site look like a leak: the rounds that show it, its shape and how sure it is.
record LeakSign(LeakShape shape, List<Round> rounds, double confidence) {
    private static final double MILLIS_AN_HOUR = 3_600_000;

    Instant since() {
        return rounds.getFirst().takenAt();
    }

    /// Absent where the source does not count entries.
    OptionalDouble entriesPerHour() {
        return rounds.stream().allMatch(round -> round.site().count().isPresent())
                ? OptionalDouble.of(perHour(round -> round.site().count()))
                : OptionalDouble.empty();
    }

    double bytesPerHour() {
        return perHour(round -> OptionalLong.of(round.site().heldBytes()));
    }

    /// The slope of the line that is nearest to the points (least squares).
    private double perHour(Function<Round, OptionalLong> series) {
        double meanHours = rounds.stream().mapToDouble(this::hours).average().orElse(0);
        double meanValue = rounds.stream()
                .mapToDouble(round -> series.apply(round).orElse(0))
                .average()
                .orElse(0);
        double covariance = 0;
        double variance = 0;
        for (Round round : rounds) {
            double fromMean = hours(round) - meanHours;
            covariance += fromMean * (series.apply(round).orElse(0) - meanValue);
            variance += fromMean * fromMean;
        }
        return variance == 0 ? 0 : covariance / variance;
    }

    private double hours(Round round) {
        return (round.takenAt().toEpochMilli() - since().toEpochMilli()) / MILLIS_AN_HOUR;
    }
}
