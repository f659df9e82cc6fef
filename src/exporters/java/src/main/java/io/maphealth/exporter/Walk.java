package io.maphealth.exporter;

import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.function.Supplier;

/// Compares what a map says of itself with what a traversal finds.
///
/// A fail-fast map notices writes itself; the walk is done again then. A concurrent map may be written while it is
/// walked, and its size is a sum that is read while others add to it, so the two differ by chance. Therefore a
/// difference beyond what is allowed is believed only when all walks of a look agree on it to the entry.
final class Walk {
    private static final int TRIES = 4;
    private static final int SLICE = 10_000;
    private static final long NANOS_AN_ENTRY = 50; // more than HashMap takes; only predicts how long a lock is held
    private static final String WRITTEN = "written while walked, " + TRIES
            + " times; register it with the guard that every writer holds, or raise maxHold";

    private final Limits limits;
    private final long deadline;

    /// @param deadline as of `System.nanoTime`
    Walk(Limits limits, long deadline) {
        this.limits = limits;
        this.deadline = deadline;
    }

    Look of(Map<?, ?> map, Guard guard) {
        Supplier<OptionalLong> size = () -> OptionalLong.of(map.size());
        Supplier<Spliterator<?>> entries = () -> map.entrySet().spliterator();
        boolean short_ = map.size() * NANOS_AN_ENTRY < limits.maxHold().toNanos();
        if (guard.equals(Guard.NONE)) {
            return settled(() -> once(size, entries));
        }
        return settled(() -> short_ ? whole(map, guard, size, entries) : slices(map, guard, size, entries));
    }

    Look of(Visited visited) {
        return settled(() -> once(visited.count(), visited.entries()));
    }

    private Look settled(Supplier<Look> walk) {
        Look first = attempt(walk);
        Look last = first;
        boolean agree = true;
        for (int tries = 1; doubtful(last); tries++) {
            if (tries == TRIES) {
                return agree && last.drifted() ? last : Look.unsettled(last.count(), WRITTEN);
            }
            last = attempt(walk);
            agree &= last.sameAs(first);
        }
        return last;
    }

    private static boolean doubtful(Look look) {
        return look.note().isPresent() || look.drifted();
    }

    private static Look attempt(Supplier<Look> walk) {
        try {
            return walk.get();
        } catch (ConcurrentModificationException written) {
            return Look.unsettled(OptionalLong.empty(), WRITTEN);
        }
    }

    private Look once(Supplier<OptionalLong> size, Supplier<Spliterator<?>> entries) {
        OptionalLong before = size.get();
        Spliterator<?> rest = entries.get();
        long iterated = 0;
        for (long more = advance(rest, SLICE); more > 0; more = advance(rest, SLICE)) {
            iterated += more;
            if (more == SLICE && passed()) {
                return Look.failed(before, "time budget used up");
            }
        }
        OptionalLong after = size.get();
        return before.equals(after) ? Look.found(after, iterated) : nearest(before, after, iterated);
    }

    /// Of two sizes between which the walk lies, the one that is nearer; what lies between them is no difference.
    private static Look nearest(OptionalLong before, OptionalLong after, long iterated) {
        long low = Math.min(before.orElse(0), after.orElse(0));
        long high = Math.max(before.orElse(0), after.orElse(0));
        return Look.found(OptionalLong.of(Math.max(low, Math.min(high, iterated))), iterated);
    }

    private Look whole(Map<?, ?> map, Guard guard, Supplier<OptionalLong> size, Supplier<Spliterator<?>> entries) {
        Look[] found = new Look[1];
        guard.hold(map, () -> found[0] = once(size, entries));
        return found[0];
    }

    /// In between others may write: a fail-fast map then ends the walk, another one shows a difference that does not
    /// last.
    private Look slices(Map<?, ?> map, Guard guard, Supplier<OptionalLong> size, Supplier<Spliterator<?>> entries) {
        OptionalLong before = size.get();
        Spliterator<?>[] rest = new Spliterator<?>[1];
        guard.hold(map, () -> rest[0] = entries.get());
        long[] more = {SLICE};
        long iterated = 0;
        while (more[0] == SLICE) {
            guard.hold(map, () -> more[0] = advance(rest[0], SLICE));
            iterated += more[0];
            if (passed()) {
                return Look.failed(before, "time budget used up");
            }
        }
        return nearest(before, size.get(), iterated);
    }

    private static long advance(Spliterator<?> entries, long most) {
        long advanced = 0;
        while (advanced < most && entries.tryAdvance(entry -> {})) {
            advanced++;
        }
        return advanced;
    }

    private boolean passed() {
        return System.nanoTime() - deadline > 0;
    }
}
