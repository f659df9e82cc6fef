package io.maphealth.core.detect;

import static java.util.Comparator.comparingLong;

import io.maphealth.core.Finding;
import io.maphealth.core.Finding.Breach;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Severity;
import io.maphealth.core.Verdict;
import io.maphealth.core.history.MapHistory;
import io.maphealth.core.history.SiteHistory;
import io.maphealth.core.history.Streak;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// Entries that a map cannot find, drop or let go; one finding for each way in which a site's maps are broken.
final class BrokenContractDetector {
    private static final double CONFIDENCE = 0.9;
    /// A few broken entries cost next to nothing.
    private static final long MORE_THAN_A_FEW = 10;

    private BrokenContractDetector() {}

    static Stream<Finding> judge(SiteHistory site, Rules rules) {
        return Arrays.stream(Breach.values()).flatMap(breach -> judge(site, breach, rules).stream());
    }

    private static Optional<Finding> judge(SiteHistory site, Breach breach, Rules rules) {
        int rounds = rules.rounds(Threshold.CONTRACT_ROUNDS, site.source());
        return site.suspects().stream()
                .filter(map -> streak(map, breach).rounds() >= rounds)
                .filter(map -> entries(map.latest(), breach, rules) > 0)
                .max(comparingLong(map -> entries(map.latest(), breach, rules)))
                .map(map -> finding(map, breach, rules));
    }

    private static Finding finding(MapHistory map, Breach breach, Rules rules) {
        MapSnapshot latest = map.latest();
        long entries = entries(latest, breach, rules);
        return new Finding.BrokenContract(
                new Verdict(
                        latest.site(),
                        Optional.of(latest.id()),
                        severity(breach, entries),
                        CONFIDENCE,
                        streak(map, breach).since()),
                breach,
                entries,
                latest.count().orElse(0));
    }

    private static Severity severity(Breach breach, long entries) {
        return switch (breach) {
            case CYCLIC_BIN -> Severity.WARNING;
            case TOMBSTONES -> Severity.INFO;
            case MUTATED_KEY, UNEQUAL_KEY, SELF_HELD, BROKEN_ORDER ->
                entries < MORE_THAN_A_FEW ? Severity.INFO : Severity.WARNING;
        };
    }

    private static Streak streak(MapHistory map, Breach breach) {
        return switch (breach) {
            case MUTATED_KEY, UNEQUAL_KEY, SELF_HELD, CYCLIC_BIN, BROKEN_ORDER -> map.broken();
            case TOMBSTONES -> map.suspicious();
        };
    }

    private static long entries(MapSnapshot map, Breach breach, Rules rules) {
        return switch (breach) {
            case MUTATED_KEY -> map.contract().misplaced().orElse(0);
            case UNEQUAL_KEY -> map.contract().unequalKeys().orElse(0);
            case SELF_HELD -> map.contract().selfHeld().orElse(0);
            case CYCLIC_BIN -> map.contract().cyclicBins().orElse(0);
            case BROKEN_ORDER -> map.contract().unlinked().orElse(0);
            case TOMBSTONES -> isFullOfTombstones(map, rules) ? map.obstacles() : 0;
        };
    }

    private static boolean isFullOfTombstones(MapSnapshot map, Rules rules) {
        long tombstones = map.obstacles();
        return tombstones >= rules.value(Threshold.TOMBSTONES_LEAST)
                && tombstones
                        >= rules.share(Threshold.TOMBSTONES_PERCENT)
                                * map.capacity().orElse(Long.MAX_VALUE);
    }
}
