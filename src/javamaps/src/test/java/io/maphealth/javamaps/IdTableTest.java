package io.maphealth.javamaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdTableTest {
    @Test
    void knowsExactlyWhatAHashMapKnows() {
        SplittableRandom random = new SplittableRandom(7);
        Map<Integer, Integer> oracle = new HashMap<>();
        IdTable table = new IdTable(20_000);
        for (int i = 0; i < 20_000; i++) {
            int id = random.nextInt(30_000) + 1;
            int number = random.nextInt() | 1;
            assertThat(table.put(id, number)).isEqualTo(oracle.putIfAbsent(id, number) == null);
        }
        for (int id = 1; id <= 30_000; id++) {
            assertThat(table.get(id)).isEqualTo(oracle.getOrDefault(id, 0));
        }
        assertThat(table.size()).isEqualTo(oracle.size());
    }

    @Test
    void takesNegativeIdsAndNumbers() {
        IdTable table = new IdTable(2);
        table.put(-8, -1);
        table.put(Integer.MIN_VALUE, 5);

        assertThat(table.get(-8)).isEqualTo(-1);
        assertThat(table.get(Integer.MIN_VALUE)).isEqualTo(5);
        assertThat(table.get(8)).isZero();
    }
}
