package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.Window;

/// Adds up the cells of a striped count.
final class CounterReader implements ArrayReader {
    private final Captured captured;
    private final CompactIds ids;
    private final MapResults results;
    private final Window window;
    private int map;
    private long sum;

    CounterReader(Captured captured, CompactIds ids, MapResults results, Window window) {
        this.captured = captured;
        this.ids = ids;
        this.results = results;
        this.window = window;
    }

    @Override
    public void start(int map, int length) {
        this.map = map;
        sum = 0;
    }

    @Override
    public void elements(int at, int count) {
        int idBytes = window.idBytes();
        for (int i = 0; i < count; i++) {
            sum += captured.cells().value(ids.find(window.id(at + i * idBytes)));
        }
    }

    @Override
    public void end() {
        results.cells(map, sum);
    }
}
