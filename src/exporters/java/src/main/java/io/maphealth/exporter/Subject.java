package io.maphealth.exporter;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// What a registration looks at.
sealed interface Subject {
    /// Empty once it was collected.
    Optional<Answer> look(Watched watched, Walk walk);

    /// What makes a registration the same as another.
    Optional<Object> identity();

    /// Whether somebody else's code or lock may never come back.
    boolean mayHang();

    /// A map that is not kept alive.
    record WeakMap(WeakReference<Map<?, ?>> reference, Guard guard) implements Subject {
        @Override
        public Optional<Answer> look(Watched watched, Walk walk) {
            return Optional.ofNullable(reference.get()).map(map -> lookAt(map, guard, watched, walk));
        }

        @Override
        public Optional<Object> identity() {
            return Optional.ofNullable(reference.get());
        }

        @Override
        public boolean mayHang() {
            Map<?, ?> map = reference.get();
            return !guard.equals(Guard.NONE)
                    || (map != null && !map.getClass().getName().startsWith("java.util."));
        }
    }

    /// The map of a holder that is not kept alive; the holder may take another map.
    record Held<T>(WeakReference<T> holder, Function<T, Map<?, ?>> mapOf, Guard guard) implements Subject {
        @Override
        public Optional<Answer> look(Watched watched, Walk walk) {
            return Optional.ofNullable(holder.get()).map(alive -> lookAt(mapOf.apply(alive), guard, watched, walk));
        }

        @Override
        public Optional<Object> identity() {
            return Optional.ofNullable(holder.get());
        }

        @Override
        public boolean mayHang() {
            return true;
        }
    }

    record Functions(Visited visited) implements Subject {
        @Override
        public Optional<Answer> look(Watched watched, Walk walk) {
            return Optional.of(Answer.of(watched, visited.type(), "java-visited", walk.of(visited)));
        }

        @Override
        public Optional<Object> identity() {
            return Optional.of(visited);
        }

        @Override
        public boolean mayHang() {
            return true;
        }
    }

    private static Answer lookAt(Map<?, ?> map, Guard guard, Watched watched, Walk walk) {
        String type = map.getClass().getName();
        Look look = walk.of(map, guard);
        Answer answer = Answer.of(watched, type, type, look.count().isPresent() ? look : withSize(look, map));
        long count = answer.map().count().orElse(0);
        return Storage.of(map, count, watched.seen(count)).map(answer::with).orElse(answer);
    }

    private static Look withSize(Look look, Map<?, ?> map) {
        return new Look(OptionalLong.of(map.size()), look.iterated(), look.note(), look.problem());
    }
}
