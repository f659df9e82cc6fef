package io.maphealth.exporter;

import java.util.Map;
import java.util.concurrent.locks.Lock;

/// How to keep writers away from a map for a moment. It must not refer to the map, or the map is never collected.
@FunctionalInterface
public interface Guard {
    /// For maps that may be read while they are written: concurrent ones, and fail-fast ones, whose interrupted walks
    /// are done again.
    Guard NONE = (map, walk) -> walk.run();

    /// The map's own monitor, as in `Collections.synchronizedMap`.
    Guard ITSELF = (map, walk) -> {
        synchronized (map) {
            walk.run();
        }
    };

    void hold(Map<?, ?> map, Runnable walk);

    /// The lock that every writer holds; a read lock is enough.
    static Guard of(Lock lock) {
        return (map, walk) -> {
            lock.lock();
            try {
                walk.run();
            } finally {
                lock.unlock();
            }
        };
    }
}
