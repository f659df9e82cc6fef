package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.BinWalk;
import io.maphealth.javamaps.Walked;
import java.util.BitSet;

/// Walks a table of chains that is being moved to a larger one, and notes which bins have moved.
final class ResizingTableReader implements ArrayReader {
    private final Captured captured;
    private final Bins bins;
    private final Window window;
    private final BinWalk walk;
    private final MapResults results;
    private int map;
    private int length;
    private int slot;
    private BitSet moved = new BitSet();
    private Walked found = Walked.NOTHING;

    ResizingTableReader(TableVisitor.Walks walks, Reach reach, Window window) {
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
        moved = new BitSet(length);
        found = Walked.NOTHING;
        walk.start(captured.binRule(map), length);
    }

    @Override
    public void elements(int at, int count) {
        int idBytes = window.idBytes();
        for (int i = 0; i < count; i++) {
            bin(window.id(at + i * idBytes));
        }
    }

    @Override
    public void end() {
        results.table(map, length, found);
        results.resizing(map, moved, length);
    }

    private void bin(long first) {
        bins.bin(slot, first);
        Walked bin = walk.take();
        if (bin.moved() > 0) {
            moved.set(slot);
        }
        found = found.plus(bin);
        slot++;
    }
}
