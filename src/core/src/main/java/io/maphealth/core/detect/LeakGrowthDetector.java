package io.maphealth.core.detect;

import static java.util.Comparator.comparingDouble;

import io.maphealth.core.Finding;
import io.maphealth.core.Severity;
import io.maphealth.core.Verdict;
import io.maphealth.core.history.SiteHistory;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// A site that only ever grows: by instances, by entries, from dump to dump or, where only sampled bytes are known, by
/// stairs.
final class LeakGrowthDetector {
    private static final double CONFIDENT = 0.7;
    private static final double SECONDS_AN_HOUR = 3_600;
    private static final double LONGEST_HOURS = 10 * 365 * 24;

    private LeakGrowthDetector() {}

    static Stream<Finding> judge(SiteHistory site, Rules rules) {
        return Stream.of(
                InstanceSurge.sign(site, rules),
                SteadyGrowth.sign(site, rules),
                StairGrowth.sign(site, rules),
                GrowthOverDumps.sign(site, rules))
                .flatMap(Optional::stream)
                .max(comparingDouble(LeakSign::confidence))
                .map(sign -> finding(site, sign, rules))
                .stream();
    }

    private static Finding finding(SiteHistory site, LeakSign sign, Rules rules) {
        Optional<Duration> timeToLimit = timeToLimit(sign.bytesPerHour(), rules.memory());
        return new Finding.LeakGrowth(
                new Verdict(
                        site.site(),
                        Optional.empty(),
                        severity(sign.confidence(), timeToLimit, rules),
                        sign.confidence(),
                        sign.since()),
                LeakScore.of(site, rules.thresholds()),
                sign.shape(),
                sign.entriesPerHour(),
                sign.bytesPerHour(),
                timeToLimit);
    }

    private static Optional<Duration> timeToLimit(double bytesPerHour, MemoryBudget memory) {
        if (memory.limitBytes().isEmpty() || bytesPerHour <= 0) {
            return Optional.empty();
        }
        long left =
                Math.max(0, memory.limitBytes().getAsLong() - memory.usedBytes().orElse(0));
        double hours = Math.min(LONGEST_HOURS, left / bytesPerHour);
        return Optional.of(Duration.ofSeconds(Math.round(hours * SECONDS_AN_HOUR)));
    }

    private static Severity severity(double confidence, Optional<Duration> timeToLimit, Rules rules) {
        double minutes =
                timeToLimit.map(Duration::toMinutes).map(Long::doubleValue).orElse(Double.POSITIVE_INFINITY);
        if (minutes < rules.value(Threshold.LEAK_CRITICAL_MINUTES) && confidence >= CONFIDENT) {
            return Severity.CRITICAL;
        }
        return minutes < rules.value(Threshold.LEAK_WARNING_HOURS) * 60 ? Severity.WARNING : Rules.warning(confidence);
    }
}
