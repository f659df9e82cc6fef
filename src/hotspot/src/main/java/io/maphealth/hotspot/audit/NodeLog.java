package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.References;
import io.maphealth.javamaps.BinWalk;
import io.maphealth.javamaps.LongLog;
import io.maphealth.javamaps.Longs;
import io.maphealth.javamaps.NodeHashes;
import io.maphealth.javamaps.SortedPairs;
import io.maphealth.javamaps.TreeWalk;
import io.maphealth.process.Window;
import java.util.List;

/// Keeps of the nodes of maps what is needed to follow them later: who comes after whom, and what sets a node apart.
/// Bounded; for one thread.
final class NodeLog {
    /// What one link takes when the log has become a table.
    static final int BYTES_A_LINK = 11;

    private final References references;
    private final HeapIds ids;
    private long left;
    private final LongLog nexts = new LongLog();
    private final LongLog marks = new LongLog();
    private final LongLog lefts = new LongLog();
    private final LongLog rights = new LongLog();
    private boolean full;

    NodeLog(References references, HeapIds ids, long most) {
        this.references = references;
        this.ids = ids;
        this.left = most;
    }

    /// Keeps a node that the window covers.
    void keep(NodeKind kind, long address, Window window) {
        if (kind instanceof NodeKind.Link link) {
            keep(link, address, window);
        } else if (kind instanceof NodeKind.Fork fork) {
            keep(lefts, address, at(window, address, fork.left()));
            keep(rights, address, at(window, address, fork.right()));
        }
    }

    /// Whether something was left out because there was too much.
    boolean full() {
        return full;
    }

    /// Hands what was kept over to a walk; the log is empty afterwards.
    TableWalk walk(ReferenceArrays arrays) {
        long steps = 8 * (nexts.size() + lefts.size() + rights.size()) + 1_000;
        return new TableWalk(
                arrays,
                ids,
                new BinWalk(sorted(nexts), sorted(marks), NodeHashes.unknown(), steps),
                new TreeWalk(sorted(lefts), sorted(rights), steps));
    }

    private static SortedPairs sorted(LongLog log) {
        return SortedPairs.of(List.of(log), Longs::inMemory);
    }

    private void keep(NodeKind.Link link, long address, Window window) {
        keepNext(address, at(window, address, link.next()));
        boolean marked = !link.plain() && (link.markedIfNull() < 0 || at(window, address, link.markedIfNull()) == 0);
        if (marked) {
            add(marks, address, link.mark().orElseThrow().number());
        }
    }

    /// Keeps which node comes next; none when the address is 0.
    void keepNext(long address, long next) {
        if (next != 0) {
            keep(nexts, address, next);
        }
    }

    private long at(Window window, long address, long offset) {
        return offset < 0 ? 0 : references.at(window, address + offset);
    }

    private void keep(LongLog log, long address, long other) {
        int id = other == 0 ? 0 : ids.of(other);
        if (id != 0) {
            add(log, address, id);
        }
    }

    private void add(LongLog log, long address, int number) {
        if (left-- > 0) {
            log.add(LongLog.pair(ids.of(address), number));
        } else {
            full = true;
        }
    }
}
