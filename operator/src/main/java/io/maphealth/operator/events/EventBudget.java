package io.maphealth.operator.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;

/// How many Events of one kind an object may get: 25 at once, then one every 5 minutes, as client-go allows.
///
/// Warnings and other Events, and different reasons, have budgets of their own: none can use up another's.
final class EventBudget {
    private static final int BURST = 25;
    private static final Duration REFILL = Duration.ofMinutes(5);
    private static final int MOST_KEPT = 10_000;

    private final Cache<String, Purse> purses =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    /// Whether one more may be written, which uses it up.
    boolean take(String object, String reason, Instant now) {
        Purse purse = purses.asMap()
                .merge(object + " " + reason, new Purse(BURST, now), (before, _) -> before.filledUntil(now));
        if (purse.left() == 0) {
            return false;
        }
        purses.put(object + " " + reason, new Purse(purse.left() - 1, purse.since()));
        return true;
    }

    /// `left` Events, the last refill at `since`.
    private record Purse(long left, Instant since) {
        Purse filledUntil(Instant now) {
            long refills = Duration.between(since, now).dividedBy(REFILL);
            if (left + refills >= BURST) {
                return new Purse(BURST, now);
            }
            return new Purse(left + refills, since.plus(REFILL.multipliedBy(refills)));
        }
    }
}
