package io.maphealth.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StorageTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @SuppressWarnings("UnusedVariable") // kept, so that no compiler does without it
    private static volatile Object made = "";

    static List<Arguments> kinds() {
        return List.<Supplier<Map<Integer, Integer>>>of(
                        HashMap::new, LinkedHashMap::new, ConcurrentHashMap::new, TreeMap::new)
                .stream()
                .flatMap(kind ->
                        IntStream.of(1, 12, 13, 100, 767, 768, 769, 5000).mapToObj(n -> Arguments.of(kind, n)))
                .toList();
    }

    /// The oracle: what the JVM says the thread allocated for a map that never had to grow, keys and values aside.
    @ParameterizedTest
    @MethodSource("kinds")
    void neededIsWhatAMapOfThatManyEntriesAllocates(Supplier<Map<Integer, Integer>> kind, int entries) {
        Integer[] keys = IntStream.range(0, entries).boxed().toArray(Integer[]::new);
        Map<Integer, Integer> map = filled(kind, keys);

        Storage storage = Storage.of(map, entries, entries).orElseThrow();

        assertThat(storage.neededBytes()).isEqualTo(allocated(() -> filled(kind, keys)) - tablesBelow(map, entries));
        assertThat(storage.heldBytes()).isEqualTo(storage.neededBytes());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anEmptiedMapHoldsTheTableOfTheMostThatWereSeen(Supplier<Map<Integer, Integer>> kind, int entries) {
        Map<Integer, Integer> map = kind.get();
        Storage storage = Storage.of(map, 0, entries).orElseThrow();
        if (map instanceof TreeMap) {
            assertThat(storage.heldBytes()).isEqualTo(storage.neededBytes());
        } else {
            assertThat(storage.heldBytes()).isGreaterThan(storage.neededBytes());
        }
    }

    private static Map<Integer, Integer> filled(Supplier<Map<Integer, Integer>> kind, Integer[] keys) {
        Map<Integer, Integer> map = kind.get();
        for (Integer key : keys) {
            map.put(key, key);
        }
        return map;
    }

    /// The tables that the map grew out of; ConcurrentHashMap also makes a ForwardingNode for each growth.
    private static long tablesBelow(Map<Integer, Integer> map, int entries) {
        if (map instanceof TreeMap) {
            return 0;
        }
        ObjectSizes sizes = ObjectSizes.running().orElseThrow();
        long below = 0;
        int taken = map instanceof ConcurrentHashMap ? entries + 1 : entries;
        for (long capacity = 16; taken > capacity / 4 * 3; capacity *= 2) {
            below += sizes.array(capacity) + (map instanceof ConcurrentHashMap ? sizes.object(4, 4) : 0);
        }
        return below;
    }

    /// Asking allocates too, the same each time; the first times also load classes.
    private static long allocated(Supplier<?> work) {
        return least(work) - least(() -> "nothing");
    }

    private static long least(Supplier<?> work) {
        long least = Long.MAX_VALUE;
        for (int tries = 0; tries < 20; tries++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            made = work.get();
            long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            least = Math.min(least, after - before);
        }
        return least;
    }
}
