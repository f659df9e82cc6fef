package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.BinWalk;
import java.util.Optional;

/// Walks the table that a resize moves to, as far as its bins have moved; those that have not are still in the old one.
/// A table that passes before the old one is left for another scan.
final class NextTableReader implements ArrayReader {
    private final Captured captured;
    private final Bins bins;
    private final Window window;
    private final BinWalk walk;
    private final MapResults results;
    private Optional<Resize> resize = Optional.empty();
    private int map;
    private int length;
    private int slot;

    NextTableReader(TableVisitor.Walks walks, Window window) {
        this.captured = walks.captured();
        this.window = window;
        this.results = walks.results();
        this.walk = captured.binWalk();
        this.bins = new Bins(walks.ids(), walk);
    }

    @Override
    public void start(int map, int length) {
        this.map = map;
        this.length = length;
        slot = 0;
        resize = results.resize(map);
        walk.start(captured.binRule(map), length);
    }

    @Override
    public void elements(int at, int count) {
        if (resize.isEmpty()) {
            return;
        }
        int idBytes = window.idBytes();
        for (int i = 0; i < count; i++, slot++) {
            if (resize.get().moved(slot)) {
                bins.bin(slot, window.id(at + i * idBytes));
            }
        }
    }

    @Override
    public void end() {
        if (resize.isPresent()) {
            results.nextTable(map, length, walk.take());
        } else {
            results.leaveForAnotherScan(map);
        }
    }
}
