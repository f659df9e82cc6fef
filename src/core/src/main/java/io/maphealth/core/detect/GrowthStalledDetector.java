package io.maphealth.core.detect;

import static java.util.Comparator.comparingLong;

import io.maphealth.core.Finding;
import io.maphealth.core.Growth;
import io.maphealth.core.Verdict;
import io.maphealth.core.history.MapHistory;
import io.maphealth.core.history.SiteHistory;
import java.util.Optional;
import java.util.stream.Stream;

/// An incremental growth of one map that moves nothing for several rounds, and so keeps two tables.
///
/// One look is never enough, not even at a frozen target: a growth in progress is healthy.
final class GrowthStalledDetector {
    private static final double CONFIDENCE = 0.9;

    private GrowthStalledDetector() {}

    static Stream<Finding> judge(SiteHistory site, Rules rules) {
        return site.suspects().stream()
                .filter(map -> map.unmoved().rounds() >= rules.rounds(Threshold.STALLED_ROUNDS))
                .filter(map -> map.latest().heldBytes() >= rules.value(Threshold.STALLED_LEAST_BYTES))
                .max(comparingLong(map -> map.latest().heldBytes()))
                .flatMap(map -> map.latest().growth().map(growth -> finding(site, map, growth)))
                .stream();
    }

    private static Finding finding(SiteHistory site, MapHistory map, Growth growth) {
        return new Finding.GrowthStalled(
                new Verdict(
                        site.site(),
                        Optional.of(map.latest().id()),
                        Rules.warning(CONFIDENCE),
                        CONFIDENCE,
                        map.unmoved().since()),
                growth,
                map.unmoved().rounds(),
                map.latest().heldBytes());
    }
}
