package io.maphealth.hprof.walk;

import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.IdTable;
import java.util.function.IntUnaryOperator;

/// Finds the maps that some nodes are entries of, table by table. Threads may share the result: a node is in one map.
/// For one thread.
public final class EntryVisitor implements HeapVisitor {
    private static final int LONGEST = 10_000;

    private final TableVisitor.Walks walks;
    private final IntUnaryOperator place;
    private final int[] maps;
    private final Window window;
    private int map;

    EntryVisitor(TableVisitor.Walks walks, IntUnaryOperator place, int[] maps, Window window) {
        this.walks = walks;
        this.place = place;
        this.maps = maps;
        this.window = window;
    }

    @Override
    public boolean array(long id, long classId, int length) {
        int array = walks.ids().find(id);
        int use = array == 0 ? 0 : walks.wanted().use(array);
        if (use == 0 || WantedArrays.role(use) == WantedArrays.Role.COUNTER_CELLS) {
            return false;
        }
        map = WantedArrays.map(use);
        return true;
    }

    @Override
    public void elements(int at, int count) {
        CompactIds ids = walks.ids();
        for (int i = 0; i < count; i++) {
            chain(ids.find(window.id(at + i * window.idBytes())), map);
        }
    }

    /// Notes the map of each node of a chain that is looked for.
    void chain(int first, int owner) {
        IdTable nexts = walks.captured().nexts();
        int node = first;
        for (int hops = 0; node != 0 && hops < LONGEST; hops++) {
            int found = place.applyAsInt(node);
            if (found >= 0) {
                maps[found] = owner + 1;
            }
            node = nexts.get(node);
        }
    }
}
