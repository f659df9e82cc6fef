package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.Faults;
import io.maphealth.javamaps.Walked;
import java.util.function.IntUnaryOperator;

/// Counts the taken cells of a flat table.
final class CellTableReader implements ArrayReader {
    private final IntUnaryOperator strideOfMap;
    private final Captured captured;
    private final CompactIds ids;
    private final Reach reach;
    private final Window window;
    private final MapResults results;
    private int map;
    private int length;
    private int slot;
    private int stride;
    private long entries;
    private long stale;

    CellTableReader(IntUnaryOperator strideOfMap, TableVisitor.Walks walks, Reach reach, Window window) {
        this.strideOfMap = strideOfMap;
        this.captured = walks.captured();
        this.ids = walks.ids();
        this.results = walks.results();
        this.reach = reach;
        this.window = window;
    }

    @Override
    public void start(int map, int length) {
        this.map = map;
        this.length = length;
        stride = strideOfMap.applyAsInt(map);
        slot = 0;
        entries = 0;
        stale = 0;
    }

    @Override
    public void elements(int at, int count) {
        int idBytes = window.idBytes();
        for (int i = 0; i < count; i++, slot++) {
            long cell = window.id(at + i * idBytes);
            if (cell != 0) {
                taken(ids.find(cell));
            }
        }
    }

    private void taken(int object) {
        if (object != 0) {
            reach.accept(object);
        }
        if (slot % stride == 0) {
            entries++;
            stale += captured.stale(object) ? 1 : 0;
        }
    }

    @Override
    public void end() {
        results.table(map, length, new Walked(entries, 0, stale, 0, 0, 0, Faults.NONE, true));
    }
}
