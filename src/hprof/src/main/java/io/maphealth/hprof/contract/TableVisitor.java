package io.maphealth.hprof.contract;

import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.hprof.walk.WalkPass;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Finds out in which maps some entries, each the first of its bin, are. For one thread.
final class TableVisitor implements HeapVisitor {
    private final WalkPass walks;
    private final CompactIds ids;
    private final Set<Integer> firsts;
    private final Window window;
    final Map<Integer, Integer> maps = new HashMap<>();
    private int map;

    TableVisitor(WalkPass walks, CompactIds ids, Set<Integer> firsts, Window window) {
        this.walks = walks;
        this.ids = ids;
        this.firsts = firsts;
        this.window = window;
    }

    @Override
    public boolean array(long id, long classId, int length) {
        int table = ids.find(id);
        map = table == 0 ? -1 : walks.mapOfTable(table);
        return map >= 0;
    }

    @Override
    public void elements(int at, int count) {
        int idBytes = window.idBytes();
        for (int i = 0; i < count; i++) {
            int first = ids.find(window.id(at + i * idBytes));
            if (first != 0 && firsts.contains(first)) {
                maps.put(first, map);
            }
        }
    }
}
