package io.maphealth.javamaps;

import java.util.ArrayList;
import java.util.List;

/// Numbers by object id as a reader comes by them, to be looked up in an [IdTable] once their number is known. For one
/// thread.
public final class PairLog {
    private static final int CHUNK = 1 << 13;

    private final List<long[]> chunks = new ArrayList<>();
    private long[] last = new long[0];
    private int used;

    public void add(int id, int number) {
        if (used == last.length) {
            last = new long[CHUNK];
            chunks.add(last);
            used = 0;
        }
        last[used++] = ((long) id << Integer.SIZE) | Integer.toUnsignedLong(number);
    }

    public long size() {
        return chunks.isEmpty() ? 0 : (long) (chunks.size() - 1) * CHUNK + used;
    }

    /// The table of all pairs; of those with one id the first. The log is empty afterwards.
    public IdTable toTable() {
        IdTable table = new IdTable(size());
        for (int i = 0; i < chunks.size(); i++) {
            int count = i == chunks.size() - 1 ? used : CHUNK;
            long[] chunk = chunks.get(i);
            for (int j = 0; j < count; j++) {
                table.put((int) (chunk[j] >>> Integer.SIZE), (int) chunk[j]);
            }
            chunks.set(i, new long[0]);
        }
        chunks.clear();
        last = new long[0];
        used = 0;
        return table;
    }
}
