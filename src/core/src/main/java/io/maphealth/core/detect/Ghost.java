package io.maphealth.core.detect;

import io.maphealth.core.PeakEvidence;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.history.Peak;
import io.maphealth.core.history.Round;
import io.maphealth.core.history.SiteHistory;
import io.maphealth.core.history.Span;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Memory that a site holds and no entry needs, with the first round of those in a row that show it.
record Ghost(Round first, Round latest, double confidence) {
    private static final double SEEN_AT_ITS_PEAK = 0.95;
    private static final double PROVEN_BY_THE_TABLE = 0.9;
    private static final double OVERSIZED_ONLY = 0.5;

    static Optional<Ghost> of(SiteHistory site, Rules rules) {
        Round latest = site.latest();
        double confidence = confidence(site, rules);
        if (confidence == 0 || !lasts(site, rules)) {
            return Optional.empty();
        }
        Round first = latest;
        for (Round round : site.backwards()) {
            if (!isGhost(round.site(), rules)) {
                break;
            }
            first = round;
        }
        return Optional.of(new Ghost(first, latest, confidence));
    }

    long bytes() {
        return latest.site().heldBytes() - latest.site().neededBytes().orElse(0);
    }

    private static boolean lasts(SiteHistory site, Rules rules) {
        int rounds = rules.rounds(Threshold.GHOST_ROUNDS, site.source());
        List<Round> recent = site.window(Span.ROUNDS);
        return recent.size() >= rounds
                && recent.subList(recent.size() - rounds, recent.size()).stream()
                        .allMatch(round -> isGhost(round.site(), rules));
    }

    private static boolean isGhost(SiteSnapshot site, Rules rules) {
        if (site.neededBytes().isEmpty()) {
            return false;
        }
        long needed = site.neededBytes().getAsLong();
        OptionalLong limit = rules.memory().limitBytes();
        double ofLimit = limit.isPresent() ? rules.share(Threshold.GHOST_LEAST_LIMIT_PERCENT) * limit.getAsLong() : 0;
        return site.heldBytes() - needed > Math.max(rules.value(Threshold.GHOST_LEAST_BYTES), ofLimit)
                && needed * rules.value(Threshold.GHOST_HELD_PER_NEEDED) < site.heldBytes();
    }

    /// How sure it is that the table was once used; 0 where it may have been made that large for what is to come.
    private static double confidence(SiteHistory site, Rules rules) {
        PeakEvidence evidence = site.latest().site().peakEvidence();
        if (wasFull(site, rules)) {
            return SEEN_AT_ITS_PEAK;
        }
        if (evidence.proves()) {
            return PROVEN_BY_THE_TABLE;
        }
        return evidence == PeakEvidence.CAPACITY && (site.source().frozen() || gainedNothing(site, rules))
                ? OVERSIZED_ONLY
                : 0;
    }

    /// What it holds now was once in proportion to its entries.
    private static boolean wasFull(SiteHistory site, Rules rules) {
        Peak peak = site.peak();
        return peak.neededBytes().isPresent()
                && peak.neededBytes().getAsLong() * rules.value(Threshold.GHOST_HELD_PER_NEEDED)
                        >= site.latest().site().heldBytes();
    }

    private static boolean gainedNothing(SiteHistory site, Rules rules) {
        List<Round> recent = site.window(Span.ROUNDS);
        int before = recent.size() - 1 - rules.rounds(Threshold.GHOST_PRESIZED_ROUNDS);
        OptionalLong now = site.latest().site().count();
        return before >= 0
                && now.isPresent()
                && recent.get(before).site().count().orElse(Long.MIN_VALUE) >= now.getAsLong();
    }
}
