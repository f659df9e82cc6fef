package io.maphealth.hprof.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Longs in order, appended without copying and read back in order. For one thread.
public final class LongLog {
    private static final int CHUNK = 1 << 13;

    private final Budget budget;
    private final List<long[]> chunks = new ArrayList<>();
    private long[] last = new long[0];
    private int used;

    LongLog(Budget budget) {
        this.budget = budget;
    }

    public void add(long value) {
        if (used == last.length) {
            budget.log(CHUNK * Long.BYTES);
            last = new long[CHUNK];
            chunks.add(last);
            used = 0;
        }
        last[used++] = value;
    }

    public void clear() {
        budget.log(-(long) chunks.size() * CHUNK * Long.BYTES);
        chunks.clear();
        last = new long[0];
        used = 0;
    }

    public long size() {
        return chunks.isEmpty() ? 0 : (long) (chunks.size() - 1) * CHUNK + used;
    }

    public long get(long index) {
        return chunks.get((int) (index / CHUNK))[(int) (index % CHUNK)];
    }

    /// Hands everything over and lets go of it on the way.
    public void drain(LongConsumer to) {
        long left = size();
        for (int i = 0; i < chunks.size(); i++) {
            long[] chunk = chunks.get(i);
            int count = (int) Math.min(left, CHUNK);
            for (int j = 0; j < count; j++) {
                to.accept(chunk[j]);
            }
            left -= count;
            chunks.set(i, new long[0]);
        }
        clear();
    }
}
