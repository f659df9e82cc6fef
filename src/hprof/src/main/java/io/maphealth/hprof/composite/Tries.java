package io.maphealth.hprof.composite;

import io.maphealth.javamaps.LongLog;
import java.util.Arrays;
import java.util.List;

/// Adds up what is below each node of the tries of a dump. Nodes are shared by versions of a map, so each is counted
/// once; one with something below it that is no node (keys with equal hashes) is of unknown size.
final class Tries {
    private static final int DEEPEST = 64;
    private static final long UNKNOWN = -1;
    private static final long NOT_YET = -2;

    private final Rows nodes;
    private final int[] firstEdge;
    private final int[] below;
    private final long[] entries;
    private final long[] cells;

    Tries(Rows nodes, List<LongLog> edges) {
        this.nodes = nodes;
        this.firstEdge = new int[nodes.size() + 2];
        this.below = new int[Math.toIntExact(LongLog.sizeOf(edges))];
        this.entries = new long[nodes.size()];
        this.cells = new long[nodes.size()];
        Arrays.fill(entries, NOT_YET);
        sort(edges);
    }

    /// The entries from a node on, negative when they are not known.
    long entries(int node) {
        return add(node, 0);
    }

    /// The cells of the node and all below it, of a node whose entries are known; `stride` of them an entry.
    long cells(int node, int stride) {
        return stride * entries[node] + cells[node];
    }

    private void sort(List<LongLog> edges) {
        for (LongLog log : edges) {
            for (long i = 0; i < log.size(); i++) {
                firstEdge[(int) (log.get(i) >>> Integer.SIZE) + 1]++;
            }
        }
        for (int i = 1; i < firstEdge.length; i++) {
            firstEdge[i] += firstEdge[i - 1];
        }
        int[] next = firstEdge.clone();
        for (LongLog log : edges) {
            for (long i = 0; i < log.size(); i++) {
                below[next[(int) (log.get(i) >>> Integer.SIZE)]++] = (int) log.get(i) - 1;
            }
        }
    }

    private long add(int node, int depth) {
        if (entries[node] != NOT_YET) {
            return entries[node];
        }
        entries[node] = UNKNOWN;
        if (depth > DEEPEST) {
            return UNKNOWN;
        }
        long sum = nodes.second(node);
        long linked = 0;
        for (int edge = firstEdge[node + 1]; edge < firstEdge[node + 2]; edge++) {
            long more = add(below[edge], depth + 1);
            if (more < 0) {
                return UNKNOWN;
            }
            sum += more;
            linked += 1 + cells[below[edge]];
        }
        entries[node] = sum;
        cells[node] = linked;
        return sum;
    }
}
