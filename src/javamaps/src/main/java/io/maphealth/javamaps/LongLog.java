package io.maphealth.javamaps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Longs in order, or pairs of an object id and a number in one long each, as a reader comes by them: appended without
/// copying, read back in order. For one thread.
public final class LongLog {
    private static final int CHUNK = 1 << 13;

    private final LongConsumer memory;
    private final List<long[]> chunks = new ArrayList<>();
    private long[] last = new long[0];
    private int used;

    /// `memory` hears how many bytes more the log takes, fewer when negative, and may refuse them by an exception.
    public LongLog(LongConsumer memory) {
        this.memory = memory;
    }

    /// Its user bounds its size.
    public LongLog() {
        this(_ -> {});
    }

    public static long pair(int id, int number) {
        return ((long) id << Integer.SIZE) | Integer.toUnsignedLong(number);
    }

    public void add(long value) {
        if (used == last.length) {
            memory.accept(CHUNK * Long.BYTES);
            last = new long[CHUNK];
            chunks.add(last);
            used = 0;
        }
        last[used++] = value;
    }

    public void clear() {
        memory.accept(-(long) chunks.size() * CHUNK * Long.BYTES);
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

    /// The pairs of all logs; of those with one id the first. The logs are empty afterwards.
    public static IdTable table(List<LongLog> logs) {
        IdTable table = new IdTable(sizeOf(logs));
        logs.forEach(log -> log.drain(table::put));
        return table;
    }

    public static long sizeOf(List<LongLog> logs) {
        long size = 0;
        for (LongLog log : logs) {
            size += log.size();
        }
        return size;
    }

    /// Hands all pairs over and lets go of them on the way.
    void drain(IdTable.Pairs to) {
        long left = size();
        for (int i = 0; i < chunks.size(); i++) {
            long[] chunk = chunks.get(i);
            int count = (int) Math.min(left, CHUNK);
            for (int j = 0; j < count; j++) {
                to.pair((int) (chunk[j] >>> Integer.SIZE), (int) chunk[j]);
            }
            left -= count;
            chunks.set(i, new long[0]);
        }
        clear();
    }
}
