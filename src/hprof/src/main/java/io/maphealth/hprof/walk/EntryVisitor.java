package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.BinRule;
import io.maphealth.javamaps.BinWalk;
import io.maphealth.javamaps.MapLayout.CellTable;

/// Finds out of which map some objects are entries, by the tables that pass by. For one thread.
final class EntryVisitor implements HeapVisitor {
    private final Captured captured;
    private final WantedArrays wanted;
    private final CompactIds ids;
    private final Window window;
    private final BinWalk walk;
    private final Bins bins;
    private final Entries found;
    private int map;
    private boolean chains;

    /// `found` hears of all entries.
    EntryVisitor(TableVisitor.Walks walks, Window window, Entries found) {
        this.captured = walks.captured();
        this.wanted = walks.wanted();
        this.ids = walks.ids();
        this.window = window;
        this.found = found;
        this.walk = captured.binWalk().showing(node -> found.entry(node, map));
        this.bins = new Bins(ids, walk);
    }

    /// Is told of entries.
    interface Entries {
        void entry(int node, int map);
    }

    @Override
    public boolean array(long id, long classId, int length) {
        int use = wanted.use(ids.find(id));
        if (use == 0) {
            return false;
        }
        map = WantedArrays.map(use);
        int kind = captured.maps().get(map).kind();
        chains = !(captured.plan().mapKinds().get(kind).layout() instanceof CellTable);
        walk.start(BinRule.LOW_BITS, length);
        return true;
    }

    @Override
    public void elements(int at, int count) {
        int idBytes = window.idBytes();
        for (int i = 0; i < count; i++) {
            long element = window.id(at + i * idBytes);
            if (chains) {
                bins.bin(0, element);
            } else if (element != 0) {
                found.entry(ids.find(element), map);
            }
        }
    }
}
