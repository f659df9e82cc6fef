package io.maphealth.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WalkBudgetTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void endsTheWalkAtItsBytes() {
        WalkBudget budget = new WalkBudget(1000, Duration.ofSeconds(1), nanos::get);

        assertThat(budget.spend(1000)).isTrue();
        assertThat(budget.exceeded()).isEmpty();
        assertThat(budget.spend(1)).isFalse();
        assertThat(budget.exceeded()).contains("stopped after reading 1,000 bytes");
    }

    @Test
    void endsTheWalkAtItsTimeAndStaysEnded() {
        WalkBudget budget = new WalkBudget(1000, Duration.ofSeconds(1), nanos::get);
        nanos.set(1_000_000_001);

        assertThat(budget.spend(1)).isFalse();
        nanos.set(0);
        assertThat(budget.spend(1)).isFalse();
        assertThat(budget.exceeded()).contains("stopped after 1,000 ms");
    }

    @Test
    void hasAllOfItsBytesAndTimeForTheNextWalk() {
        WalkBudget budget = new WalkBudget(1000, Duration.ofSeconds(1), nanos::get);
        nanos.set(1_000_000_001);
        assertThat(budget.spend(1000)).isFalse();

        budget.startAgain(10, Duration.ofSeconds(1));

        assertThat(budget.exceeded()).isEmpty();
        assertThat(budget.spend(10)).isTrue();
        assertThat(budget.bytesRead()).isEqualTo(10);
        nanos.set(2_000_000_002);
        assertThat(budget.spend(0)).isFalse();
    }
}
