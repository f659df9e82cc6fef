package io.maphealth.hprof.composite;

import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.IdTable;
import io.maphealth.javamaps.LongLog;

/// Counts the pairs of arrays that tables lead to; the first null key ends one. For one thread.
final class ChainsVisitor implements HeapVisitor {
    private final IdTable chains;
    private final CompactIds ids;
    private final Window window;
    /// Maps + 1, and the entries of one of their chains.
    final LongLog found = new LongLog();

    private int map;
    private int slot;
    private int entries;
    private boolean ended;

    ChainsVisitor(IdTable chains, CompactIds ids, Window window) {
        this.chains = chains;
        this.ids = ids;
        this.window = window;
    }

    @Override
    public boolean array(long id, long classId, int length) {
        int array = ids.find(id);
        map = array == 0 ? 0 : chains.get(array);
        slot = 0;
        entries = 0;
        ended = false;
        return map != 0;
    }

    @Override
    public void elements(int at, int count) {
        for (int i = 0; i < count; i++, slot++) {
            if (slot % 2 == 0) {
                ended |= window.id(at + i * window.idBytes()) == 0;
                entries += ended ? 0 : 1;
            }
        }
    }

    @Override
    public void endOfArray() {
        found.add(LongLog.pair(map, entries));
    }
}
