package io.maphealth.javamaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SortedPairsTest {
    private static final int MANY = 50_000;

    @Test
    void findsWhatWasPutInWhateverOrderAndNothingElse() {
        SplittableRandom random = new SplittableRandom(7);
        Map<Integer, Integer> truth = new HashMap<>();
        List<LongLog> logs = List.of(new LongLog(), new LongLog());
        for (int i = 0; i < MANY; i++) {
            // dense in places, and as high as an id without a sign can be
            int id = random.nextBoolean() ? 1 + random.nextInt(1 << 12) : random.nextInt() | 1;
            if (truth.putIfAbsent(id, i + 1) == null) {
                logs.get(i % 2).add(LongLog.pair(id, i + 1));
            }
        }

        SortedPairs pairs = SortedPairs.of(logs, Longs::inMemory);

        assertThat(pairs.size()).isEqualTo(truth.size());
        truth.forEach((id, number) -> assertThat(pairs.get(id)).isEqualTo(number));
        for (int i = 0; i < MANY; i++) {
            int id = random.nextInt() | 1;
            assertThat(pairs.get(id)).isEqualTo(truth.getOrDefault(id, 0));
        }
    }

    @Test
    void ofNothingThereIsNothing() {
        SortedPairs pairs = SortedPairs.of(List.of(new LongLog()), Longs::inMemory);

        assertThat(pairs.isEmpty()).isTrue();
        assertThat(pairs.get(1)).isZero();
        assertThat(pairs.get(-1)).isZero();
    }
}
