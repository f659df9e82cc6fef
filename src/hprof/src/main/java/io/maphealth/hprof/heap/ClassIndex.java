package io.maphealth.hprof.heap;

import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is to be done with the instances of a class, by class id: one probe an instance. Never changed once made.
public final class ClassIndex<T> {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] ids;
    private final @Nullable Object[] values;
    private final int shift;
    private final int size;

    public ClassIndex(Map<Long, T> byId) {
        int bits = Math.max(4, Integer.SIZE - Integer.numberOfLeadingZeros(byId.size() * 3));
        this.shift = Long.SIZE - bits;
        this.size = byId.size();
        this.ids = new long[1 << bits];
        this.values = new @Nullable Object[1 << bits];
        byId.forEach(this::put);
    }

    /// How many classes there are something for.
    public int size() {
        return size;
    }

    /// The ids of these classes.
    public long[] ids() {
        return IntStream.range(0, ids.length)
                .filter(at -> values[at] != null)
                .mapToLong(at -> ids[at])
                .toArray();
    }

    /// What was put for the class, null for most classes: this is the innermost loop.
    @SuppressWarnings("unchecked")
    public @Nullable T get(long classId) {
        int at = (int) ((classId * SPREAD) >>> shift);
        while (ids[at] != classId) {
            if (values[at] == null) {
                return null;
            }
            at = (at + 1) & (ids.length - 1);
        }
        return (T) values[at];
    }

    private void put(long id, T value) {
        int at = (int) ((id * SPREAD) >>> shift);
        while (values[at] != null) {
            at = (at + 1) & (ids.length - 1);
        }
        ids[at] = id;
        values[at] = value;
    }
}
