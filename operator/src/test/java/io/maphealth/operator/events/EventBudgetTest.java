package io.maphealth.operator.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventBudgetTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final EventBudget budget = new EventBudget();

    @Test
    void anObjectGetsTwentyFiveAtOnceAndThenOneEveryFiveMinutes() {
        assertThat(taken(NOW, 10_000)).isEqualTo(25);
        assertThat(taken(NOW.plus(Duration.ofMinutes(4)), 100)).isZero();
        assertThat(taken(NOW.plus(Duration.ofMinutes(5)), 100)).isEqualTo(1);
        assertThat(taken(NOW.plus(Duration.ofMinutes(16)), 100)).isEqualTo(2);
        assertThat(taken(NOW.plus(Duration.ofDays(1)), 100)).isEqualTo(25);
    }

    @Test
    void oneReasonCannotUseUpTheBudgetOfAnother() {
        taken(NOW, 100);

        assertThat(budget.take("pod", "MapRecovered", NOW)).isTrue();
        assertThat(budget.take("another pod", "MapLeakSuspected", NOW)).isTrue();
    }

    private long taken(Instant now, int tries) {
        return IntStream.range(0, tries)
                .filter(_ -> budget.take("pod", "MapLeakSuspected", now))
                .count();
    }
}
