package io.maphealth.hprof.contract;

import io.maphealth.hprof.heap.ClassIndex;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.LongLog;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/// Keeps what entries say, in so much memory and no more. For one thread.
final class ContractVisitor implements HeapVisitor {
    private final ClassIndex<EntryFields> fields;
    private final ClassIndex<ContractPlan.Order> orders;
    private final CompactIds ids;
    private final Window window;
    private final long most;
    private final Map<Spread, LongLog> hashes = new EnumMap<>(Spread.class);
    final LongLog weak = new LongLog();
    final LongLog after = new LongLog();
    final LongLog heads = new LongLog();
    final Set<Integer> ownKeys = new HashSet<>();
    boolean full;
    private long kept;

    /// @param most how many pairs of numbers it may keep
    ContractVisitor(ContractPlan plan, CompactIds ids, Window window, long most) {
        this.fields = plan.entries();
        this.orders = plan.orders();
        this.ids = ids;
        this.window = window;
        this.most = most;
    }

    /// First those of entries, then those of maps in order.
    @Override
    public long[] classes() {
        return LongStream.concat(LongStream.of(fields.ids()), LongStream.of(orders.ids()))
                .toArray();
    }

    @Override
    public void instance(int type, int at, int length) {
        if (type < fields.size()) {
            EntryFields entry = fields.at(type);
            if (length >= entry.bytes()) {
                entry(entry, window.idOfInstance(at), at);
            }
            return;
        }
        ContractPlan.Order order = orders.at(type - fields.size());
        if (length >= order.bytes()) {
            int head = ids.of(window.id(at + order.head()));
            if (head != 0) {
                keep(heads, ids.of(window.idOfInstance(at)), head);
            }
        }
    }

    private void entry(EntryFields entry, long id, int at) {
        int key = ids.of(window.id(at + entry.key()));
        int hash = window.i4(at + entry.hash());
        boolean known = key != 0 && (entry.spread() != Spread.CONCURRENT || hash >= 0);
        if (known) {
            keep(hashes(entry.spread()), key, Entries.nonZero(hash));
        }
        if (known && entry.spread() == Spread.WEAK && entry.value() >= 0) {
            value(id, key, ids.of(window.id(at + entry.value())));
        }
        if (entry.after() >= 0) {
            int next = ids.of(window.id(at + entry.after()));
            if (next != 0) {
                keep(after, ids.of(id), next);
            }
        }
    }

    LongLog hashes(Spread spread) {
        return hashes.computeIfAbsent(spread, _ -> new LongLog());
    }

    private void value(long entry, int key, int value) {
        if (value == key) {
            ownKeys.add(ids.of(entry));
        } else if (value != 0) {
            keep(weak, value, key);
        }
    }

    private void keep(LongLog log, int object, int number) {
        full |= kept >= most;
        if (!full) {
            log.add(LongLog.pair(object, number));
            kept++;
        }
    }
}
