package io.maphealth.sidecar.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.sidecar.loop.Happening;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private static final long IN_USE = 10L << 20;

    private long used = IN_USE;
    private int collections;
    private final Leftovers leftovers = new Leftovers(() -> used, this::collect);

    @Test
    void areLeftWhileTheyAreFew() {
        used = IN_USE + Leftovers.MOST_BYTES;

        endRound();

        assertThat(collections).isZero();
    }

    @Test
    void areCollectedWhenThereAreMany() {
        for (int round = 0; round < 10; round++) {
            used += Leftovers.MOST_BYTES / 2 + 1;
            endRound();
        }

        assertThat(collections).isEqualTo(5);
        assertThat(used).isEqualTo(IN_USE);
    }

    @Test
    void areCountedFromTheLeastThatWasInUse() {
        used = IN_USE / 2;
        endRound();
        used = IN_USE / 2 + Leftovers.MOST_BYTES + 1;
        endRound();

        assertThat(collections).isOne();
    }

    @Test
    void areLeftWithinARound() {
        used = IN_USE + 2 * Leftovers.MOST_BYTES;

        leftovers.on(new Happening.TargetMissing(Instant.EPOCH, "no process"));

        assertThat(collections).isZero();
    }

    private void collect() {
        collections++;
        used = IN_USE;
    }

    private void endRound() {
        leftovers.on(new Happening.RoundEnded(Instant.EPOCH, 1, Duration.ZERO, 0));
    }
}
