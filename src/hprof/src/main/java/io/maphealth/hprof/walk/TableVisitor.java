package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.hprof.walk.WantedArrays.Role;
import io.maphealth.javamaps.MapLayout;
import io.maphealth.javamaps.MapLayout.CellTable;

/// Walks each table as it passes by. For one thread.
final class TableVisitor implements HeapVisitor {
    private final Captured captured;
    private final CompactIds ids;
    private final WantedArrays wanted;
    private final boolean onlyNextTables;
    private final ArrayReader bins;
    private final ArrayReader resizingBins;
    private final ArrayReader nextBins;
    private final ArrayReader cells;
    private final ArrayReader counters;
    private final TablePlaces places;
    private final Reach reach = new Reach();
    private final Window window;
    private ArrayReader current;
    private int map;
    private Role role = Role.TABLE;
    private long position;

    /// With `onlyNextTables`, sees only what an earlier scan had to leave.
    TableVisitor(Walks walks, Window window, boolean onlyNextTables) {
        this.captured = walks.captured();
        this.ids = walks.ids();
        this.wanted = walks.wanted();
        this.places = walks.places();
        this.onlyNextTables = onlyNextTables;
        MapResults results = walks.results();
        this.bins = new BinTableReader(walks, reach, window);
        this.resizingBins = new ResizingTableReader(walks, reach, window);
        this.nextBins = new NextTableReader(walks, window);
        this.cells = new CellTableReader(this::stride, walks, reach, window);
        this.counters = new CounterReader(captured, ids, results, window);
        this.current = bins;
        this.window = window;
    }

    /// What all visitors of a dump share.
    record Walks(Captured captured, CompactIds ids, WantedArrays wanted, MapResults results, TablePlaces places) {}

    @Override
    public boolean array(long id, long classId, int length) {
        int array = ids.find(id);
        int use = array == 0 ? 0 : wanted.use(array);
        if (use == 0 || (onlyNextTables && WantedArrays.role(use) != Role.NEXT_TABLE)) {
            return false;
        }
        map = WantedArrays.map(use);
        role = WantedArrays.role(use);
        position = 0;
        reach.startAgain();
        current = reader();
        current.start(map, length);
        return true;
    }

    @Override
    public void elements(int at, int count) {
        if (position == 0) {
            position = window.position(at);
        }
        current.elements(at, count);
    }

    @Override
    public void endOfArray() {
        current.end();
        if (position != 0 && !onlyNextTables) {
            place();
        }
    }

    private void place() {
        switch (role) {
            case TABLE -> places.table(map, position, reach);
            case NEXT_TABLE -> places.nextTable(position);
            case COUNTER_CELLS -> {
                // lead to no entries
            }
        }
    }

    private ArrayReader reader() {
        return switch (role) {
            case NEXT_TABLE -> nextBins;
            case COUNTER_CELLS -> counters;
            case TABLE -> {
                if (layout(map) instanceof CellTable) {
                    yield cells;
                }
                yield captured.maps().get(map).nextTable() == 0 ? bins : resizingBins;
            }
        };
    }

    private int stride(int map) {
        return layout(map) instanceof CellTable table ? table.stride() : 1;
    }

    private MapLayout layout(int map) {
        return captured.plan().mapKinds().get(captured.maps().get(map).kind()).layout();
    }
}
