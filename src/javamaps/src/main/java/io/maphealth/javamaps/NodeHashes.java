package io.maphealth.javamaps;

import java.util.List;

/// The hash of every node of a heap, where there was room to keep it: tells which nodes there are, and in
/// which bin each belongs.
public final class NodeHashes {
    /// What tells a hash of 0 from no hash; the one hash that it hides is taken as right wherever it is.
    private static final int SIGN = 0x8000_0000;

    private final IdTable hashes;
    private final boolean kept;

    private NodeHashes(IdTable hashes, boolean kept) {
        this.hashes = hashes;
        this.kept = kept;
    }

    /// There was no room: nothing is known.
    public static NodeHashes unknown() {
        return new NodeHashes(new IdTable(0), false);
    }

    /// Of pairs of a node and its hash; the logs are empty afterwards.
    public static NodeHashes of(List<LongLog> logs) {
        IdTable hashes = new IdTable(LongLog.sizeOf(logs));
        logs.forEach(log -> log.drain((node, hash) -> hashes.put(node, hash == SIGN ? 1 : hash ^ SIGN)));
        return new NodeHashes(hashes, true);
    }

    /// Whether the hash of every node is known.
    public boolean kept() {
        return kept;
    }

    boolean misses(int node) {
        return kept && hashes.get(node) == 0;
    }

    boolean misplaced(int node, BinRule rule, int bin, int length) {
        int stored = kept ? hashes.get(node) : 0;
        return stored != 0 && stored != 1 && rule.bin(stored ^ SIGN, length) != bin;
    }
}
