package io.maphealth.sidecar.dump;

import io.maphealth.core.Figures;
import io.maphealth.sidecar.target.TargetMemory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Whether a heap dump is worth its pause: the maps hold a quarter more than they did on average over the last ten
/// looks, or the container has used four fifths of its memory. Once raised, the maps have to grow as much again from
/// there, and the memory to have been freed in between. For one thread.
public final class GrowthAlarm {
    private static final int LOOKS = 10;
    private static final double GROWN = 1.25;
    private static final long LEAST_GROWN_BYTES = 16L << 20;
    private static final double NEAR_LIMIT = 0.8;

    private final Deque<Long> lastBytes = new ArrayDeque<>();
    private Optional<String> reason = Optional.empty();
    private boolean nearLimit;

    /// Hears what all maps hold.
    void heard(long bytes, Optional<TargetMemory.Use> memory) {
        double average = lastBytes.stream().mapToLong(Long::longValue).average().orElse((double) bytes);
        boolean warm = lastBytes.size() == LOOKS;
        if (warm && bytes > GROWN * average && bytes - average > LEAST_GROWN_BYTES) {
            raise("maps hold " + Figures.bytes(bytes) + ", on average over the last " + LOOKS + " looks "
                    + Figures.bytes((long) average));
            lastBytes.clear();
        }
        if (lastBytes.size() == LOOKS) {
            lastBytes.removeFirst();
        }
        lastBytes.addLast(bytes);
        heard(memory);
    }

    private void heard(Optional<TargetMemory.Use> memory) {
        boolean near = memory.filter(use -> use.usedBytes() >= NEAR_LIMIT * use.limitBytes())
                .isPresent();
        if (near && !nearLimit) {
            memory.ifPresent(use -> raise(
                    "the container uses " + Figures.bytes(use.usedBytes()) + " of " + Figures.bytes(use.limitBytes())));
        }
        nearLimit = near;
    }

    private void raise(String why) {
        reason = Optional.of(why);
    }

    /// Why it is raised, until it is answered.
    Optional<String> reason() {
        return reason;
    }

    /// A dump is being taken.
    void answered() {
        reason = Optional.empty();
    }
}
