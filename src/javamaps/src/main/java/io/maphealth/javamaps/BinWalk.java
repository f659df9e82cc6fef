package io.maphealth.javamaps;

/// Walks the chains of a table, bin by bin, as an iterator of the map would, and adds up what it finds.
///
/// Chains are given as the next of each node that has one. A chain that bites its own tail is followed once round.
/// `steps` bounds the work over all tables of one walker, whatever the heap pretends. For one thread.
public final class BinWalk {
    private final IdTable nexts;
    private final IdTable marks;
    private long steps;

    private long entries;
    private long longest;
    private long stale;
    private long inTree;
    private long moved;
    private boolean whole = true;

    public BinWalk(IdTable nexts, IdTable marks, long steps) {
        this.nexts = nexts;
        this.marks = marks;
        this.steps = steps;
    }

    /// Follows the chain of one bin from its first node; 0 is an empty bin.
    public void bin(int first) {
        if (first == 0) {
            return;
        }
        long length = 0;
        int node = first;
        int tortoise = 0;
        long turn = 64;
        for (long hops = 0; node != 0; hops++) {
            if (node == tortoise) {
                length = distinct(first, node);
                break;
            }
            if (steps <= 0) {
                whole = false;
                break;
            }
            if (hops == turn) {
                tortoise = node;
                turn *= 2;
            }
            length += marks.isEmpty() ? 1 : countMarked(node);
            node = nexts.get(node);
            if (node != 0) {
                steps--;
            }
        }
        entries += length;
        longest = Math.max(longest, length);
    }

    /// Counts a bin of one entry, of which the reader knows that nothing follows it.
    public void lone() {
        entries++;
        longest = Math.max(longest, 1);
    }

    /// What was found since the last call.
    public Walked take() {
        Walked walked = new Walked(entries, longest, stale, inTree, moved, whole);
        entries = 0;
        longest = 0;
        stale = 0;
        inTree = 0;
        moved = 0;
        whole = true;
        return walked;
    }

    private int countMarked(int node) {
        int mark = marks.get(node);
        if (mark == 0) {
            return 1;
        }
        return switch (NodeMark.of(mark)) {
            case STALE -> {
                stale++;
                yield 1;
            }
            case IN_TREE -> {
                inTree++;
                yield 1;
            }
            case MOVED -> {
                moved++;
                yield 0;
            }
            case BIN_HEAD, RESERVED -> 0;
        };
    }

    /// Nodes of a chain that ends in a cycle through `inCycle`: those of the cycle and those before it.
    private long distinct(int first, int inCycle) {
        long cycle = 1;
        for (int node = nexts.get(inCycle); node != inCycle; node = nexts.get(node)) {
            cycle++;
        }
        int ahead = first;
        for (long i = 0; i < cycle; i++) {
            ahead = nexts.get(ahead);
        }
        long before = 0;
        for (int behind = first; behind != ahead; behind = nexts.get(behind)) {
            ahead = nexts.get(ahead);
            before++;
        }
        return before + cycle;
    }
}
