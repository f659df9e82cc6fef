package io.maphealth.operator.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Writes parts of objects, to each object one write after the other: what comes while one is under way goes together
/// into the next. For any number of threads.
///
/// @param <K> which object
/// @param <V> a part of it
final class JoinedWrites<K, V> {
    private static final int TURNS = 64;

    private final BiConsumer<K, Map<String, V>> writer;
    private final Map<K, Batch<V>> open = new ConcurrentHashMap<>();
    private final List<ReentrantLock> turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toList();

    /// @param writer writes these parts, by name, of an object
    JoinedWrites(BiConsumer<K, Map<String, V>> writer) {
        this.writer = writer;
    }

    /// Parts are added while it is open; the failure belongs to whoever has the object's turn.
    private static final class Batch<V> {
        private final Map<String, V> parts = new HashMap<>();
        private Optional<Throwable> failure = Optional.empty();

        Batch<V> with(String name, V part) {
            parts.put(name, part);
            return this;
        }
    }

    /// Returns when it is written, by this thread or another; throws what that write threw.
    void write(K object, String name, V part) {
        Batch<V> batch = open.merge(object, new Batch<V>().with(name, part), (before, _) -> before.with(name, part));
        ReentrantLock turn = turns.get(Math.floorMod(object.hashCode(), TURNS));
        turn.lock();
        try {
            // the first of a batch writes it; the others find it written when their turn comes
            if (open.remove(object, batch)) {
                finish(object, batch);
            }
        } finally {
            turn.unlock();
        }
        batch.failure.ifPresent(JoinedWrites::rethrow);
    }

    private void finish(K object, Batch<V> batch) {
        try {
            writer.accept(object, batch.parts);
        } catch (RuntimeException | Error failed) {
            batch.failure = Optional.of(failed);
        }
    }

    private static void rethrow(Throwable failed) {
        if (failed instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failed;
    }
}
