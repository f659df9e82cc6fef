package io.maphealth.javamaps;

/// What sets a node apart from an ordinary entry of a chain.
public enum NodeMark {
    /// An entry whose key has gone.
    STALE(1),
    /// An entry of a treeified bin.
    IN_TREE(2),
    /// No entry; the chain follows it.
    BIN_HEAD(3),
    /// No entry; the bin is in the next table.
    MOVED(4),
    /// No entry yet.
    RESERVED(5),
    /// No entry any more.
    DELETED(6);

    private static final NodeMark[] ALL = values();

    private final int number;

    NodeMark(int number) {
        this.number = number;
    }

    /// Its non-zero number in an [IdTable].
    public int number() {
        return number;
    }

    static NodeMark of(int number) {
        return ALL[number - 1];
    }
}
