package io.maphealth.javamaps;

import java.util.function.IntConsumer;

/// Walks the chains of a table, bin by bin, as an iterator of the map would, and adds up what it finds.
///
/// Chains are given as the next of each node that has one. A chain that bites its own tail is followed once round.
/// `steps` bounds the work over all tables of one walker, whatever the heap pretends. For one thread.
public final class BinWalk {
    private final IdNumbers nexts;
    private final IdNumbers marks;
    private final NodeHashes hashes;
    private final boolean unmarked;
    private long steps;
    private IntConsumer seen = _ -> {};
    private BinRule rule = BinRule.LOW_BITS;
    private int length;
    private int bin;

    private long entries;
    private long longest;
    private long stale;
    private long inTree;
    private long misplaced;
    private long cyclic;
    private long moved;
    private long missing;
    private boolean whole = true;

    public BinWalk(IdNumbers nexts, IdNumbers marks, NodeHashes hashes, long steps) {
        this.nexts = nexts;
        this.marks = marks;
        this.hashes = hashes;
        this.unmarked = marks.isEmpty();
        this.steps = steps;
    }

    /// Shows each node on the way from now on.
    public BinWalk showing(IntConsumer to) {
        seen = to;
        return this;
    }

    /// Starts a table of so many bins.
    public void start(BinRule rule, int length) {
        this.rule = rule;
        this.length = length;
    }

    /// Follows the chain of a bin from its first node; 0 is an empty bin.
    public void bin(int bin, int first) {
        if (first == 0) {
            return;
        }
        if (!hashes.kept() && !nexts.mayHave(first) && (unmarked || !marks.mayHave(first))) {
            entries++;
            longest = Math.max(longest, 1);
            seen.accept(first);
            return;
        }
        this.bin = bin;
        chain(first);
    }

    private void chain(int first) {
        long chain = 0;
        int node = first;
        int tortoise = 0;
        long turn = 64;
        for (long hops = 0; node != 0; hops++) {
            if (node == tortoise) {
                chain = distinct(first, node);
                cyclic++;
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
            seen.accept(node);
            chain += unmarked ? countPlain(node) : countMarked(node);
            node = nexts.get(node);
            if (node != 0) {
                steps--;
            }
        }
        entries += chain;
        longest = Math.max(longest, chain);
    }

    /// Counts a bin of one entry, of which the reader knows that nothing was captured of it.
    public void lone() {
        if (hashes.kept()) {
            missing++;
            return;
        }
        entries++;
        longest = Math.max(longest, 1);
    }

    /// How many entries were found since the last call; -1 where there is more to say of them or a chain is longer than
    /// that.
    public long takePlain(long mostOfAChain) {
        boolean plain = whole && longest <= mostOfAChain && stale + inTree + misplaced + cyclic + moved + missing == 0;
        long found = plain ? entries : -1;
        forget();
        return found;
    }

    /// What was found since the last call.
    public Walked take() {
        Walked walked =
                new Walked(entries, longest, stale, inTree, moved, missing, new Faults(misplaced, cyclic, 0, 0), whole);
        forget();
        return walked;
    }

    private void forget() {
        entries = 0;
        longest = 0;
        stale = 0;
        inTree = 0;
        misplaced = 0;
        cyclic = 0;
        moved = 0;
        missing = 0;
        whole = true;
    }

    private int countPlain(int node) {
        if (hashes.misses(node)) {
            missing++;
            return 0;
        }
        if (hashes.misplaced(node, rule, bin, length)) {
            misplaced++;
        }
        return 1;
    }

    private int countMarked(int node) {
        int mark = marks.get(node);
        if (mark == 0) {
            return countPlain(node);
        }
        return switch (NodeMark.of(mark)) {
            case STALE -> {
                stale++;
                yield countPlain(node);
            }
            case IN_TREE -> {
                inTree++;
                yield countPlain(node);
            }
            case MOVED -> {
                moved++;
                yield 0;
            }
            case BIN_HEAD, RESERVED, DELETED -> 0;
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
