package io.maphealth.core.detect;

import io.maphealth.core.Finding;
import io.maphealth.core.Verdict;
import io.maphealth.core.history.SiteHistory;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Ghost memory that the collector has passed over several times since it was first seen.
///
/// The cycles are counted from the first round that showed the ghost bytes, hence after the deletes; any source of the
/// same target may tell them. Wall clocks play no part.
final class ResidencyDetector {
    private ResidencyDetector() {}

    static Stream<Finding> judge(SiteHistory site, Rules rules) {
        return Ghost.of(site, rules)
                .filter(ghost -> survivedCycles(ghost) >= rules.value(Threshold.RESIDENCY_GC_CYCLES))
                .map(ghost -> finding(site, ghost))
                .stream();
    }

    private static Finding finding(SiteHistory site, Ghost ghost) {
        return new Finding.Residency(
                new Verdict(
                        site.site(),
                        GhostMemoryDetector.mainMap(site, ghost),
                        Rules.warning(ghost.confidence()),
                        ghost.confidence(),
                        ghost.first().takenAt()),
                ghost.bytes(),
                survivedCycles(ghost));
    }

    private static long survivedCycles(Ghost ghost) {
        OptionalLong before = ghost.first().look().gcCycles();
        OptionalLong now = ghost.latest().look().gcCycles();
        return before.isPresent() && now.isPresent() ? now.getAsLong() - before.getAsLong() : 0;
    }
}
