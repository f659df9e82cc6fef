package io.maphealth.core.detect;

import io.maphealth.core.Finding;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Severity;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.Verdict;
import io.maphealth.core.history.SiteHistory;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The maps of a site hold far more memory than their entries need, and once needed it.
///
/// The site is judged as a whole, for ten thousand small maps waste as much as a large one; a map that alone has most
/// of the ghost bytes is named.
final class GhostMemoryDetector {
    private static final double MOST_OF_IT = 0.5;
    private static final double MUCH_OF_THE_LIMIT = 0.5;

    private GhostMemoryDetector() {}

    static Stream<Finding> judge(SiteHistory site, Rules rules) {
        return Ghost.of(site, rules).map(ghost -> finding(site, ghost, rules)).stream();
    }

    private static Finding finding(SiteHistory site, Ghost ghost, Rules rules) {
        SiteSnapshot now = ghost.latest().site();
        return new Finding.GhostMemory(
                new Verdict(
                        site.site(),
                        mainMap(site, ghost),
                        severity(ghost, rules),
                        ghost.confidence(),
                        ghost.first().takenAt()),
                now.heldBytes(),
                now.neededBytes().orElse(0),
                higherPeak(site),
                now.peakEvidence());
    }

    static Optional<String> mainMap(SiteHistory site, Ghost ghost) {
        return site.mostGhost()
                .filter(map -> map.ghostBytes().orElse(0) > MOST_OF_IT * ghost.bytes())
                .map(MapSnapshot::id);
    }

    private static Severity severity(Ghost ghost, Rules rules) {
        Severity severity = Rules.warning(ghost.confidence());
        OptionalLong limit = rules.memory().limitBytes();
        boolean much = limit.isPresent() && ghost.bytes() > MUCH_OF_THE_LIMIT * limit.getAsLong();
        return much && severity == Severity.WARNING ? Severity.CRITICAL : severity;
    }

    private static OptionalLong higherPeak(SiteHistory site) {
        long peak = site.peak().count().highest();
        return peak > site.latest().site().count().orElse(Long.MAX_VALUE)
                ? OptionalLong.of(peak)
                : OptionalLong.empty();
    }
}
