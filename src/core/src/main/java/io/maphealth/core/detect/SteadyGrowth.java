package io.maphealth.core.detect;

import static java.util.Comparator.comparingDouble;

import io.maphealth.core.Finding.LeakShape;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.history.HighWater;
import io.maphealth.core.history.Round;
import io.maphealth.core.history.SiteHistory;
import io.maphealth.core.history.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Entries, or maps, that grow in every tenth of a window while earlier keys stay.
final class SteadyGrowth {
    private static final double INCOMPLETE_FACTOR = 0.7;
    private static final double KEYS_UNKNOWN = 0.5;
    private static final double DOUBLED_IN_AN_HOUR = 0.2;

    private SteadyGrowth() {}

    static Optional<LeakSign> sign(SiteHistory site, Rules rules) {
        return Arrays.stream(Span.values())
                .flatMap(span -> sign(site, span, rules).stream())
                .max(comparingDouble(LeakSign::confidence));
    }

    private static Optional<LeakSign> sign(SiteHistory site, Span span, Rules rules) {
        List<Round> points = site.window(span);
        if (isWarmUp(points, rules)) {
            return Optional.empty();
        }
        Trend maps = Trend.of(points, SiteSnapshot::maps);
        Trend count = Trend.of(points, SiteSnapshot::count);
        boolean mapsLeak = leaks(points, maps, site.peak().maps(), rules);
        boolean entriesLeak = leaks(points, count, site.peak().count(), rules) && !isFillingUp(site);
        if (mapsLeak && maps.relativeGain() * 2 >= count.relativeGain()) {
            return Optional.of(new LeakSign(LeakShape.INSTANCES, points, confidence(points, span, maps)));
        }
        return entriesLeak
                ? Optional.of(new LeakSign(LeakShape.ENTRIES, points, confidence(points, span, count)))
                : Optional.empty();
    }

    static boolean isWarmUp(List<Round> points, Rules rules) {
        return points.isEmpty() || points.getFirst().number() <= rules.value(Threshold.LEAK_WARMUP_ROUNDS);
    }

    private static boolean leaks(List<Round> points, Trend trend, HighWater water, Rules rules) {
        return trend.risesInEveryTenth()
                && trend.gain() >= rules.value(Threshold.LEAK_LEAST_ENTRIES)
                && trend.relativeGain() > 2 * rules.share(Threshold.LEAK_BAND_PERCENT)
                && isNew(points, trend, water, rules)
                && Survival.allows(points, rules);
    }

    /// Above what was there before it last came down: all of it, or its end where the keys are known to stay.
    private static boolean isNew(List<Round> points, Trend trend, HighWater water, Rules rules) {
        return Survival.isKnown(points)
                ? trend.last() > water.mark() * (1 + rules.share(Threshold.LEAK_BAND_PERCENT))
                : trend.first() >= water.mark();
    }

    /// A table that was made large enough beforehand, and has not grown since: its new entries cost nothing.
    private static boolean isFillingUp(SiteHistory site) {
        long held = site.latest().site().heldBytes();
        return site.backwards().stream()
                .map(Round::site)
                .anyMatch(then -> then.peakEvidence() == PeakEvidence.CAPACITY && then.heldBytes() >= held);
    }

    /// Keys that are seen to stay tell a leak from the morning's rise; else only time or a steep rise does.
    private static double confidence(List<Round> points, Span span, Trend trend) {
        double steep = DOUBLED_IN_AN_HOUR * Math.min(1, (double) trend.gain() / Math.max(1, trend.first()));
        double sure = Survival.isKnown(points)
                ? switch (span) {
                    case ROUNDS, FIVE_MINUTES -> 0.8;
                    case HOUR -> 0.9;
                    case DAY -> 0.95;
                }
                : switch (span) {
                    case ROUNDS, FIVE_MINUTES -> KEYS_UNKNOWN;
                    case HOUR -> KEYS_UNKNOWN + steep;
                    case DAY -> 0.75;
                };
        boolean complete = points.stream().allMatch(point -> point.look().complete());
        return complete ? sure : sure * INCOMPLETE_FACTOR;
    }
}
