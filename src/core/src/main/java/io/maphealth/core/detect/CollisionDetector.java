package io.maphealth.core.detect;

import static java.util.Comparator.comparingDouble;

import io.maphealth.core.Finding;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Verdict;
import io.maphealth.core.history.MapHistory;
import io.maphealth.core.history.SiteHistory;
import java.util.Optional;
import java.util.stream.Stream;

/// A chain or probe longer than a fair hash gives at that size; the source knows the table and says what is fair.
final class CollisionDetector {
    private static final double FAR_BEYOND = 2;
    private static final double SURE = 0.9;
    /// Among thousands of maps a few are just beyond what is fair, by chance.
    private static final double JUST_BEYOND = 0.5;

    private CollisionDetector() {}

    static Stream<Finding> judge(SiteHistory site, Rules rules) {
        int rounds = rules.rounds(Threshold.COLLISION_ROUNDS, site.source());
        return site.suspects().stream()
                .filter(map -> map.colliding().rounds() >= rounds)
                .filter(map -> map.latest().count().orElse(0) >= rules.value(Threshold.COLLISION_LEAST_ENTRIES))
                .max(comparingDouble(map -> excess(map.latest())))
                .map(map -> finding(site, map))
                .stream();
    }

    private static Finding finding(SiteHistory site, MapHistory map) {
        MapSnapshot latest = map.latest();
        double confidence = excess(latest) >= FAR_BEYOND ? SURE : JUST_BEYOND;
        return new Finding.Collision(
                new Verdict(
                        site.site(),
                        Optional.of(latest.id()),
                        Rules.warning(confidence),
                        confidence,
                        map.colliding().since()),
                latest.longestProbe().orElse(0),
                latest.allowedProbe().orElse(0),
                latest.count().orElse(0));
    }

    private static double excess(MapSnapshot map) {
        return (double) map.longestProbe().orElse(0)
                / Math.max(1, map.allowedProbe().orElse(0));
    }
}
