package io.maphealth.javamaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LongLogTest {
    private static final int MANY = 20_000;

    @Test
    void givesBackWhatWasAddedInOrder() {
        LongLog log = new LongLog();
        for (long i = 0; i < MANY; i++) {
            log.add(i * i);
        }

        assertThat(log.size()).isEqualTo(MANY);
        assertThat(log.get(0)).isZero();
        assertThat(log.get(MANY - 1)).isEqualTo((MANY - 1L) * (MANY - 1));
    }

    @Test
    void logsOfSeveralThreadsMakeOneTableAndAreEmptyThen() {
        LongLog one = new LongLog();
        LongLog other = new LongLog();
        for (int i = 1; i <= MANY; i++) {
            (i % 2 == 0 ? one : other).add(LongLog.pair(i, -i));
        }
        other.add(LongLog.pair(7, 99));

        IdTable table = LongLog.table(List.of(one, other));

        assertThat(table.size()).isEqualTo(MANY);
        assertThat(table.get(MANY)).isEqualTo(-MANY);
        assertThat(table.get(7)).as("the first of two").isEqualTo(-7);
        assertThat(one.size() + other.size()).isZero();
    }

    @Test
    void tellsOfAllTheMemoryItTakesAndGivesBack() {
        AtomicLong taken = new AtomicLong();
        LongLog log = new LongLog(taken::addAndGet);
        for (long i = 0; i < MANY; i++) {
            log.add(i);
        }
        assertThat(taken.get()).isBetween(8L * MANY, 8L * MANY + (64 << 10));

        log.clear();

        assertThat(taken.get()).isZero();
    }

    @Test
    void growsNoFurtherThanItMay() {
        LongLog log = new LongLog(_ -> {
            throw new IllegalStateException("no more");
        });

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> log.add(1));
        assertThat(log.size()).isZero();
    }
}
