package io.maphealth.sidecar.program;

import io.maphealth.sidecar.loop.Happening;
import io.maphealth.sidecar.loop.Listener;
import java.util.function.LongSupplier;

/// Has what rounds left on the heap collected once it is much. The collector by itself rather lets the heap grow to its
/// bound, which is made for the largest heap dump, and memory stays taken that is next to never needed.
final class Leftovers implements Listener {
    /// More than the young generation, whose garbage costs no more memory.
    static final long MOST_BYTES = 5L << 20;

    private final LongSupplier usedBytes;
    private final Runnable collection;
    private long leastUsed;

    Leftovers(LongSupplier usedBytes, Runnable collection) {
        this.usedBytes = usedBytes;
        this.collection = collection;
        this.leastUsed = usedBytes.getAsLong();
    }

    /// Of this program's own heap.
    static Leftovers ofThisProgram() {
        Runtime runtime = Runtime.getRuntime();
        return new Leftovers(() -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
    }

    @Override
    public void on(Happening happening) {
        if (happening instanceof Happening.RoundEnded) {
            collectIfMuch();
        }
    }

    private void collectIfMuch() {
        long used = usedBytes.getAsLong();
        if (used > leastUsed + MOST_BYTES) {
            collection.run();
            leastUsed = usedBytes.getAsLong();
        } else {
            leastUsed = Math.min(leastUsed, used);
        }
    }
}
