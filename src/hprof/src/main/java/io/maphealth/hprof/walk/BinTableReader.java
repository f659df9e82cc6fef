package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
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

    BinTableReader(TableVisitor.Walks walks, Reach reach, Window window) {
        this.captured = walks.captured();
        this.window = window;
        this.results = walks.results();
        this.walk = captured.binWalk().showing(reach);
        this.bins = new Bins(walks.ids(), walk);
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
