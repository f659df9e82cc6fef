package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.BinWalk;
import io.maphealth.javamaps.LongLog;
import io.maphealth.javamaps.Longs;
import io.maphealth.javamaps.SortedPairs;
import io.maphealth.process.Window;
import java.util.List;

/// Tables of few bins, kept as they were when the heap was gone through: nobody has to go back for them, and a young
/// one cannot have moved away meanwhile. Bounded: what is beyond is not kept. For one thread.
final class SmallTables {
    private static final int MOST_BINS = 64;
    private static final int LENGTH_SHIFT = 8;
    private static final int HEADS_MASK = (1 << LENGTH_SHIFT) - 1;

    private final LiveJvm jvm;
    private final HeapIds ids;
    private final long most;
    /// Of each table: its length and how many bins are taken, then their first nodes, two in a word.
    private final LongLog tables = new LongLog();
    /// The id of a table and its place in `tables`, counted from 1.
    private final LongLog places = new LongLog();

    private final long[] bins = new long[MOST_BINS];
    private final int[] heads = new int[MOST_BINS];

    /// @param memoryBytes how much they may take
    SmallTables(LiveJvm jvm, HeapIds ids, long memoryBytes) {
        this.jvm = jvm;
        this.ids = ids;
        this.most = memoryBytes / Long.BYTES / 2;
    }

    /// Keeps a table that the window covers, if it is small.
    void keep(long table, Window window) {
        long length = window.unsignedIntAt(table + jvm.headers().kind().lengthOffset());
        if (length > MOST_BINS || tables.size() + places.size() > most) {
            return;
        }
        places.add(LongLog.pair(ids.of(table), (int) tables.size() + 1));
        int count = heads(table, (int) length, window);
        tables.add(length << LENGTH_SHIFT | count);
        for (int i = 0; i < count; i += 2) {
            tables.add(LongLog.pair(heads[i], i + 1 < count ? heads[i + 1] : 0));
        }
    }

    private int heads(long table, int length, Window window) {
        jvm.references().read(window, table + jvm.firstElement(), bins, length);
        int count = 0;
        for (int bin = 0; bin < length; bin++) {
            if (bins[bin] != 0) {
                heads[count++] = ids.of(bins[bin]);
            }
        }
        return count;
    }

    /// Makes them ready to be found.
    Found found() {
        return new Found(SortedPairs.of(List.of(places), Longs::inMemory));
    }

    /// The tables by their ids.
    final class Found {
        private final SortedPairs byId;

        private Found(SortedPairs byId) {
            this.byId = byId;
        }

        /// The place of a table, 0 for one that was not kept.
        int place(int table) {
            return byId.get(table);
        }

        int length(int place) {
            return (int) (tables.get(place - 1) >>> LENGTH_SHIFT);
        }

        /// Follows the chains of a table.
        void walk(int place, BinWalk bins) {
            int count = (int) tables.get(place - 1) & HEADS_MASK;
            for (int i = 0; i < count; i++) {
                long pair = tables.get(place + (i >> 1));
                int head = (int) ((i & 1) == 0 ? pair >>> Integer.SIZE : pair);
                if (head == 0) {
                    bins.lone();
                } else {
                    bins.bin(i, head);
                }
            }
        }
    }
}
