package io.maphealth.javamaps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Longs in order, or pairs of an object id and a number in one long each, as a reader comes by them: appended without
/// copying, read back in order. For one thread.
public final class LongLog implements PairSource {
    private static final int CHUNK = 1 << 13;
    /// It takes memory in steps of so many bytes.
    public static final int STEP_BYTES = CHUNK * Long.BYTES;

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
            memory.accept(STEP_BYTES);
            last = new long[CHUNK];
            chunks.add(last);
            used = 0;
        }
        last[used++] = value;
    }

    /// Whether the next long takes a step of memory more.
    public boolean needsMemory() {
        return used == last.length;
    }

    public void clear() {
        memory.accept(-(long) chunks.size() * STEP_BYTES);
        chunks.clear();
        last = new long[0];
        used = 0;
    }

    @Override
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

    @Override
    public void forEach(IdNumbers.Pairs to) {
        long left = size();
        for (long[] chunk : chunks) {
            show(chunk, (int) Math.min(left, CHUNK), to);
            left -= CHUNK;
        }
    }

    @Override
    public void drain(IdNumbers.Pairs to) {
        long left = size();
        for (int i = 0; i < chunks.size(); i++) {
            show(chunks.get(i), (int) Math.min(left, CHUNK), to);
            left -= CHUNK;
            chunks.set(i, new long[0]);
        }
        clear();
    }

    private static void show(long[] chunk, int count, IdNumbers.Pairs to) {
        for (int i = 0; i < count; i++) {
            to.pair((int) (chunk[i] >>> Integer.SIZE), (int) chunk[i]);
        }
    }
}
