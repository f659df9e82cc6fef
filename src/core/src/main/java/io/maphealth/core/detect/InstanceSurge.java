package io.maphealth.core.detect;

import io.maphealth.core.Finding.LeakShape;
import io.maphealth.core.history.Round;
import io.maphealth.core.history.SiteHistory;
import io.maphealth.core.history.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The number of maps of a site grows fast, from round to round.
final class InstanceSurge {
    private static final double KEYS_STAY = 0.85;
    private static final double KEYS_UNKNOWN = 0.7;
    private static final double MILLIS_A_MINUTE = 60_000;

    private InstanceSurge() {}

    static Optional<LeakSign> sign(SiteHistory site, Rules rules) {
        List<Round> recent = site.window(Span.ROUNDS);
        int first = recent.size() - 1 - rules.rounds(Threshold.LEAK_INSTANCES_ROUNDS);
        if (first < 0) {
            return Optional.empty();
        }
        List<Round> rounds = recent.subList(first, recent.size());
        long maps = rounds.getLast().site().maps().orElse(0);
        boolean surges = rounds.getFirst().number() > rules.value(Threshold.LEAK_WARMUP_ROUNDS)
                && maps >= rules.value(Threshold.LEAK_INSTANCES_LEAST)
                && maps > site.peak().maps().mark()
                && growsFast(rounds, rules.value(Threshold.LEAK_INSTANCES_PERCENT_PER_MINUTE))
                && Survival.allows(rounds, rules);
        double confidence = Survival.isKnown(rounds) ? KEYS_STAY : KEYS_UNKNOWN;
        return surges ? Optional.of(new LeakSign(LeakShape.INSTANCES, rounds, confidence)) : Optional.empty();
    }

    private static boolean growsFast(List<Round> rounds, double percentPerMinute) {
        for (int i = 1; i < rounds.size(); i++) {
            if (percentPerMinute(rounds.get(i - 1), rounds.get(i)) <= percentPerMinute) {
                return false;
            }
        }
        return true;
    }

    private static double percentPerMinute(Round before, Round after) {
        double was = Math.max(1, before.site().maps().orElse(Long.MAX_VALUE));
        double gained = after.site().maps().orElse(0) - was;
        double minutes = Duration.between(before.takenAt(), after.takenAt()).toMillis() / MILLIS_A_MINUTE;
        return 100 * gained / was / minutes;
    }
}
