package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.hprof.walk.WantedArrays.Role;
import io.maphealth.javamaps.LongLog;
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
    /// Where the elements of tables start in the dump.
    final LongLog places = new LongLog();

    private final Window window;
    private ArrayReader current;
    private boolean placed;

    /// With `onlyNextTables`, sees only what an earlier scan had to leave.
    TableVisitor(Walks walks, Window window, boolean onlyNextTables) {
        this.captured = walks.captured();
        this.ids = walks.ids();
        this.wanted = walks.wanted();
        this.onlyNextTables = onlyNextTables;
        MapResults results = walks.results();
        this.bins = new BinTableReader(captured, ids, results, window);
        this.resizingBins = new ResizingTableReader(captured, ids, results, window);
        this.nextBins = new NextTableReader(captured, ids, results, window);
        this.cells = new CellTableReader(this::stride, walks, window);
        this.counters = new CounterReader(captured, ids, results, window);
        this.current = bins;
        this.window = window;
    }

    /// What all visitors of a dump share.
    record Walks(Captured captured, CompactIds ids, WantedArrays wanted, MapResults results) {}

    @Override
    public boolean array(long id, long classId, int length) {
        int array = ids.find(id);
        int use = array == 0 ? 0 : wanted.use(array);
        if (use == 0 || (onlyNextTables && WantedArrays.role(use) != Role.NEXT_TABLE)) {
            return false;
        }
        int map = WantedArrays.map(use);
        current = reader(map, WantedArrays.role(use));
        current.start(map, length);
        placed = WantedArrays.role(use) == Role.COUNTER_CELLS;
        return true;
    }

    @Override
    public void elements(int at, int count) {
        if (!placed) {
            places.add(window.position(at));
            placed = true;
        }
        current.elements(at, count);
    }

    @Override
    public void endOfArray() {
        current.end();
    }

    private ArrayReader reader(int map, Role role) {
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
