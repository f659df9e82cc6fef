package io.maphealth.hprof.contract;

import io.maphealth.hprof.heap.ClassIndex;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.LongLog;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Finds the entries of keys that were changed and of values that hold their keys. For one thread.
final class BrokenVisitor implements HeapVisitor {
    private static final int MOST = 1 << 16;

    private final ClassIndex<EntryFields> fields;
    private final CompactIds ids;
    private final Window window;
    private final Map<Integer, Integer> changedKeys;
    private final Set<Long> selfHeld;
    final Set<Integer> ofChangedKeys = new HashSet<>();
    final Set<Integer> ofSelfHeld = new HashSet<>();

    BrokenVisitor(ClassIndex<EntryFields> fields, CompactIds ids, Window window, Broken broken) {
        this.fields = fields;
        this.ids = ids;
        this.window = window;
        this.changedKeys = broken.changedKeys();
        this.selfHeld = broken.selfHeld();
    }

    /// Keys whose hash is another one than some entry says, with that hash, and values with the weak keys that they
    /// hold.
    record Broken(Map<Integer, Integer> changedKeys, Set<Long> selfHeld) {
        boolean none() {
            return changedKeys.isEmpty() && selfHeld.isEmpty();
        }
    }

    @Override
    public long[] classes() {
        return fields.ids();
    }

    @Override
    public void instance(int type, int at, int length) {
        EntryFields entry = fields.at(type);
        if (length < entry.bytes()) {
            return;
        }
        int key = ids.find(window.id(at + entry.key()));
        Integer hash = changedKeys.get(key);
        boolean changed = hash != null && entry.spread().of(hash) != window.i4(at + entry.hash());
        if (changed && ofChangedKeys.size() < MOST) {
            ofChangedKeys.add(ids.of(window.idOfInstance(at)));
        }
        boolean weak = entry.spread() == Spread.WEAK && entry.value() >= 0;
        if (weak && ofSelfHeld.size() < MOST) {
            int value = ids.find(window.id(at + entry.value()));
            if (selfHeld.contains(LongLog.pair(value, key))) {
                ofSelfHeld.add(ids.of(window.idOfInstance(at)));
            }
        }
    }
}
