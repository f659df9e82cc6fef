package io.maphealth.core.detect;

import static java.util.Comparator.comparingLong;

import io.maphealth.core.Drift;
import io.maphealth.core.Finding;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Severity;
import io.maphealth.core.Verdict;
import io.maphealth.core.history.MapHistory;
import io.maphealth.core.history.SiteHistory;
import java.util.Optional;
import java.util.stream.Stream;

/// The count of one map is further from its contents than [Drift#allowed], in several rounds of the same map, or once
/// while nothing was written to it.
final class CountDriftDetector {
    private static final double STEADY_OR_FROZEN = 0.95;
    /// Off by another number each round: a busy map may do that to a look that does not stop it.
    private static final double VARYING = 0.75;

    private CountDriftDetector() {}

    static Stream<Finding> judge(SiteHistory site, Rules rules) {
        int rounds = rules.rounds(Threshold.DRIFT_ROUNDS, site.source());
        return site.suspects().stream()
                .filter(map -> map.latest().drifted())
                .filter(map -> map.drifting().rounds() >= (map.latest().stopped() ? 1 : rounds))
                .max(comparingLong(map -> Math.abs(map.latest().drift().orElse(0))))
                .map(map -> finding(site, map))
                .stream();
    }

    private static Finding finding(SiteHistory site, MapHistory map) {
        boolean sure = map.steady() || map.latest().stopped() || site.source().frozen();
        double confidence = sure ? STEADY_OR_FROZEN : VARYING;
        MapSnapshot latest = map.latest();
        long count = latest.count().orElse(0);
        return new Finding.CountDrift(
                new Verdict(
                        site.site(),
                        Optional.of(latest.id()),
                        Severity.WARNING,
                        confidence,
                        map.drifting().since()),
                count,
                latest.iterated().orElse(0),
                Drift.allowed(count));
    }
}
