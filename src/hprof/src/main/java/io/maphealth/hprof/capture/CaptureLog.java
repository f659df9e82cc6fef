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

    Window window() {
        return window;
    }

    /// The object whose field values start at an index of the window.
    int instance(int at) {
        return ids.of(window.idOfInstance(at));
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

    void next(int at, long next) {
        link(nexts, at, ids.of(next));
    }

    /// Hashes are kept as long as the budget has room for those of all nodes.
    void hash(int at, int hash) {
        if (budget.keepsHashes()) {
            hashes.add(LongLog.pair(instance(at), hash));
            if (Budget.stepAt(hashes.size())) {
                budget.hashes(Budget.step());
            }
        } else if (hashes.size() > 0) {
            hashes.clear();
        }
    }

    void left(int at, long left) {
        link(lefts, at, ids.of(left));
    }

    void right(int at, long right) {
        link(rights, at, ids.of(right));
    }

    void mark(int at, int mark) {
        link(marks, at, mark);
    }

    void cell(int at, long value) {
        cells.add(instance(at));
        cells.add(value);
    }

    void adder(int at, long base, long cellArray) {
        adders.add(LongLog.pair(instance(at), ids.of(cellArray)));
        adders.add(base);
    }

    void wrapper(int at, long inner, int kind) {
        wrappers.add(LongLog.pair(instance(at), ids.of(inner)));
        wrappers.add(kind);
    }

    private void link(LinkLog log, int at, int number) {
        log.add(LongLog.pair(instance(at), number));
    }
}
