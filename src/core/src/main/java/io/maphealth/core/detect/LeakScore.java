package io.maphealth.core.detect;

import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.history.Round;
import io.maphealth.core.history.SiteHistory;
import io.maphealth.core.history.Span;
import java.util.Arrays;
import java.util.List;

/// How much a site looks like a leak, 0..1: a figure for charts, beside the finding that says yes or no.
///
/// `steadiness x size x survival` of the window that shows most: the tenths that rose less those that fell,
/// in tenths; the gain in relation to twice the healthy band, at most 1; the share of the keys that stay, 0.8
/// where it is not known. Where only sampled bytes are known: a quarter for each rise beyond the noise, at
/// most 1, x 0.8; likewise for each rise from one dump to the next, as dumps are too few for a window. Else it is 0
/// during the warm-up and below what the site had reached before it last came down.
public final class LeakScore {
    private static final double SURVIVAL_UNKNOWN = 0.8;
    private static final double SURE_RISES = 4;
    private static final double TENTHS = 10;

    private LeakScore() {}

    public static double of(SiteHistory site, Thresholds thresholds) {
        Rules rules = new Rules(thresholds, MemoryBudget.UNKNOWN);
        double rises = Math.max(StairGrowth.climbing(site, rules).size(), GrowthOverDumps.rises(site, rules));
        double steady = Arrays.stream(Span.values())
                .mapToDouble(span -> steady(site, site.window(span), rules))
                .max()
                .orElse(0);
        return Math.max(steady, Math.min(1, rises / SURE_RISES) * SURVIVAL_UNKNOWN);
    }

    private static double steady(SiteHistory site, List<Round> points, Rules rules) {
        Trend count = Trend.of(points, SiteSnapshot::count);
        if (SteadyGrowth.isWarmUp(points, rules)
                || count.first() < site.peak().count().mark()) {
            return 0;
        }
        double band = 2 * rules.share(Threshold.LEAK_BAND_PERCENT);
        double steadiness = Math.max(0, count.rises() - count.falls()) / TENTHS;
        double size = band == 0 ? 1 : Math.clamp(count.relativeGain() / band, 0, 1);
        return steadiness * size * points.getLast().site().keySurvival().orElse(SURVIVAL_UNKNOWN);
    }
}
