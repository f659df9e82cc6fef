package io.maphealth.hprof.walk;

import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.javamaps.BinWalk;

/// Walks bins by the references in a table. For one thread.
public record Bins(CompactIds ids, BinWalk walk) {
    /// A node whose page has no number was not captured, so nothing follows it.
    public void bin(int bin, long first) {
        if (first == 0) {
            return;
        }
        int node = ids.find(first);
        if (node == 0) {
            walk.lone();
        } else {
            walk.bin(bin, node);
        }
    }
}
