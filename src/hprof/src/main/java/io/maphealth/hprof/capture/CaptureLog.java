package io.maphealth.hprof.capture;

import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.LongLog;

/// What one thread has kept of the instances that passed by: two ids in a long, or a few longs a map. For one thread.
final class CaptureLog {
    private final CompactIds ids;
    private final Budget budget;
    private final Window window;
    final LongLog maps;
    final LinkLog nexts;
    final LinkLog marks;
    final LongLog hashes;
    final LinkLog lefts;
    final LinkLog rights;
    final LongLog cells;
    final LongLog adders;
    final LongLog wrappers;

    CaptureLog(CompactIds ids, Budget budget, SpillFile spill, Window window) {
        this.ids = ids;
        this.budget = budget;
        this.maps = new LongLog(budget::log);
        this.nexts = new LinkLog(budget, spill);
        this.marks = new LinkLog(budget, spill);
        this.hashes = new LongLog(budget::log);
        this.lefts = new LinkLog(budget, spill);
        this.rights = new LinkLog(budget, spill);
        this.cells = new LongLog(budget::log);
        this.adders = new LongLog(budget::log);
        this.wrappers = new LongLog(budget::log);
        this.window = window;
    }

    CompactIds ids() {
        return ids;
    }

    Window window() {
        return window;
    }

    /// The object that a field refers to.
    int reference(int at) {
        return ids.of(window.id(at));
    }

    void map(MapRow row) {
        if (row.id() != 0) {
            row.write(maps);
        }
    }

    void next(long id, long next) {
        link(nexts, id, ids.of(next));
    }

    /// Hashes are kept as long as the budget has room for those of all nodes.
    void hash(long id, int hash) {
        if (budget.keepsHashes()) {
            hashes.add(LongLog.pair(ids.of(id), hash));
            if (Budget.stepAt(hashes.size())) {
                budget.hashes(Budget.step());
            }
        } else if (hashes.size() > 0) {
            hashes.clear();
        }
    }

    void left(long id, long left) {
        link(lefts, id, ids.of(left));
    }

    void right(long id, long right) {
        link(rights, id, ids.of(right));
    }

    void mark(long id, int mark) {
        link(marks, id, mark);
    }

    void cell(long id, long value) {
        cells.add(ids.of(id));
        cells.add(value);
    }

    void adder(long id, long base, long cellArray) {
        adders.add(LongLog.pair(ids.of(id), ids.of(cellArray)));
        adders.add(base);
    }

    void wrapper(long id, long inner, int kind) {
        wrappers.add(LongLog.pair(ids.of(id), ids.of(inner)));
        wrappers.add(kind);
    }

    private void link(LinkLog log, long id, int number) {
        log.add(LongLog.pair(ids.of(id), number));
    }
}
