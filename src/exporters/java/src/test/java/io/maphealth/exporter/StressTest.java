package io.maphealth.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/// Writers at full speed while a census is taken again and again. The system property `maphealth.stress` is how many
/// seconds; 2 if not given.
class StressTest {
    private static final int SIZE = 30_000;
    private static final long PATIENCE = 60_000_000_000L; // on a busy machine the first walk may take long

    @Test
    void noFalseDriftWhileWritten() throws InterruptedException {
        Map<Integer, Integer> concurrent = MapRegistryTest.filled(new ConcurrentHashMap<>(), SIZE);
        Map<Integer, Integer> guarded = MapRegistryTest.filled(new HashMap<>(), SIZE);
        ReentrantLock lock = new ReentrantLock();
        MapRegistry registry = new MapRegistry("stress", Limits.DEFAULT);
        registry.watch("concurrent", concurrent);
        registry.watch("guarded", guarded, Guard.of(lock));
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int key = SIZE; !stop.get(); key++) {
                concurrent.put(key, key);
                concurrent.remove(key - SIZE);
                lock.lock();
                try {
                    guarded.put(key, key);
                    guarded.remove(key - SIZE);
                } finally {
                    lock.unlock();
                }
            }
        });
        writer.start();
        long judged = 0;
        long end = System.nanoTime() + Long.getLong("maphealth.stress", 2) * 1_000_000_000;
        try {
            while (System.nanoTime() < end || (judged == 0 && System.nanoTime() < end + PATIENCE)) {
                for (MapEntry map : registry.census().maps()) {
                    judged += map.drift().isPresent() ? 1 : 0;
                    assertThat(map.drifted()).as("%s", map).isFalse();
                }
            }
        } finally {
            stop.set(true);
            writer.join();
        }
        assertThat(judged).isPositive();
        System.out.println("judged " + judged + " walks, no drift");
    }
}
