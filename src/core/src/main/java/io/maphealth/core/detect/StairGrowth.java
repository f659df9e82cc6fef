package io.maphealth.core.detect;

import io.maphealth.core.Finding.LeakShape;
import io.maphealth.core.history.Round;
import io.maphealth.core.history.SiteHistory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sampled bytes that rise beyond the noise three times and more, over ten rounds and more, and never fall.
final class StairGrowth {
    private static final int LEAST_STAIRS = 3;
    private static final int LEAST_ROUNDS = 10;
    /// A table that doubles at an even rate stands still twice as long each time.
    private static final int LONGEST_REST = 3;
    private static final double YOUNG = 0.5;
    private static final double A_DAY_OLD = 0.7;

    private StairGrowth() {}

    static Optional<LeakSign> sign(SiteHistory site, Rules rules) {
        List<Round> stairs = climbing(site, rules);
        if (stairs.size() < LEAST_STAIRS) {
            return Optional.empty();
        }
        Round first = stairs.getFirst();
        Round last = stairs.getLast();
        long gained = last.site().heldBytes() - first.site().heldBytes();
        return last.number() - first.number() >= LEAST_ROUNDS
                        && gained >= rules.value(Threshold.LEAK_LEAST_BYTES)
                        && Survival.allows(stairs, rules)
                ? Optional.of(new LeakSign(LeakShape.BYTES, stairs, confidence(first, last)))
                : Optional.empty();
    }

    /// The stairs after the warm-up, or none when nothing has risen for far longer than between any two of them.
    static List<Round> climbing(SiteHistory site, Rules rules) {
        double warmup = rules.value(Threshold.LEAK_WARMUP_ROUNDS);
        List<Round> stairs =
                site.stairs().stream().filter(round -> round.number() > warmup).toList();
        return stairs.isEmpty() || site.latest().number() - stairs.getLast().number() > longestRest(stairs)
                ? List.of()
                : stairs;
    }

    private static long longestRest(List<Round> stairs) {
        long longest = LEAST_ROUNDS;
        for (int i = 1; i < stairs.size(); i++) {
            longest = Math.max(
                    longest,
                    LONGEST_REST * (stairs.get(i).number() - stairs.get(i - 1).number()));
        }
        return longest;
    }

    private static double confidence(Round first, Round last) {
        boolean aDayOld = Duration.between(first.takenAt(), last.takenAt()).toDays() >= 1;
        return aDayOld ? A_DAY_OLD : YOUNG;
    }
}
