package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.BinWalk;

/// Walks a table of chains.
final class BinTableReader implements ArrayReader {
    private final Captured captured;
    private final Bins bins;
    private final Window window;
    private final BinWalk walk;
    private final MapResults results;
    private int map;
    private int length;
    private int slot;

    BinTableReader(Captured captured, CompactIds ids, MapResults results, Window window) {
        this.captured = captured;
        this.window = window;
        this.results = results;
        this.walk = captured.binWalk();
        this.bins = new Bins(ids, walk);
    }

    @Override
    public void start(int map, int length) {
        this.map = map;
        this.length = length;
        slot = 0;
        walk.start(captured.binRule(map), length);
    }

    @Override
    public void elements(int at, int count) {
        int idBytes = window.idBytes();
        for (int i = 0; i < count; i++) {
            bins.bin(slot++, window.id(at + i * idBytes));
        }
    }

    @Override
    public void end() {
        results.table(map, length, walk.take());
    }
}
