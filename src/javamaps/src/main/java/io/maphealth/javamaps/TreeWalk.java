package io.maphealth.javamaps;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Counts the entries of a binary search tree from its root.
///
/// A tree has one entry more than it has references between entries, so a walk that comes by more has met a cycle.
/// `steps` bounds the work over all trees of one walker. For one thread.
public final class TreeWalk {
    private final IdNumbers lefts;
    private final IdNumbers rights;
    private long steps;
    private int[] pending = new int[64];

    public TreeWalk(IdNumbers lefts, IdNumbers rights, long steps) {
        this.lefts = lefts;
        this.rights = rights;
        this.steps = steps;
    }

    public Walked walk(int root) {
        return walk(root, _ -> {});
    }

    /// The same, with each entry shown on the way.
    public Walked walk(int root, IntConsumer entry) {
        if (root == 0) {
            return Walked.NOTHING;
        }
        long most = 1L + lefts.size() + rights.size();
        long entries = 0;
        int waiting = 0;
        pending[waiting++] = root;
        while (waiting > 0) {
            if (entries == most || steps-- <= 0) {
                return new Walked(entries, 0, 0, 0, 0, 0, Faults.NONE, false);
            }
            int node = pending[--waiting];
            entries++;
            entry.accept(node);
            if (waiting + 2 > pending.length) {
                pending = Arrays.copyOf(pending, 2 * pending.length);
            }
            waiting = push(lefts.get(node), waiting);
            waiting = push(rights.get(node), waiting);
        }
        return Walked.plain(entries, 0);
    }

    private int push(int node, int waiting) {
        if (node == 0) {
            return waiting;
        }
        pending[waiting] = node;
        return waiting + 1;
    }
}
