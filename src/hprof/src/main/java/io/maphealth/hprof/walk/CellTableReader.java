package io.maphealth.hprof.walk;

import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.Walked;
import java.util.function.IntUnaryOperator;

/// Counts the taken cells of a flat table.
final class CellTableReader implements ArrayReader {
    private final IntUnaryOperator strideOfMap;
    private final Window window;
    private final MapResults results;
    private int map;
    private int length;
    private int slot;
    private int stride;
    private long entries;

    CellTableReader(IntUnaryOperator strideOfMap, MapResults results, Window window) {
        this.strideOfMap = strideOfMap;
        this.results = results;
        this.window = window;
    }

    @Override
    public void start(int map, int length) {
        this.map = map;
        this.length = length;
        stride = strideOfMap.applyAsInt(map);
        slot = 0;
        entries = 0;
    }

    @Override
    public void elements(int at, int count) {
        int idBytes = window.idBytes();
        for (int i = 0; i < count; i++, slot++) {
            if (slot % stride == 0 && window.id(at + i * idBytes) != 0) {
                entries++;
            }
        }
    }

    @Override
    public void end() {
        results.table(map, length, Walked.plain(entries, 0));
    }
}
