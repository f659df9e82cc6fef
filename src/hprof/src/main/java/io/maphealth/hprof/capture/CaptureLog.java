package io.maphealth.hprof.capture;

import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.Window;

/// What one thread has kept of the instances that passed by: two ids in a long, or a few longs a map. For one thread.
final class CaptureLog {
    private final CompactIds ids;
    private final Window window;
    final LongLog maps = new LongLog();
    final LongLog nexts = new LongLog();
    final LongLog marks = new LongLog();
    final LongLog lefts = new LongLog();
    final LongLog rights = new LongLog();
    final LongLog cells = new LongLog();
    final LongLog wrappers = new LongLog();

    CaptureLog(CompactIds ids, Window window) {
        this.ids = ids;
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

    void wrapper(long id, long inner, int kind) {
        link(wrappers, id, ids.of(inner));
        wrappers.add(kind);
    }

    private void link(LongLog log, long id, int number) {
        log.add(((long) ids.of(id) << 32) | (number & 0xFFFF_FFFFL));
    }
}
