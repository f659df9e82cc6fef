package io.maphealth.javamaps;

/// What an object that holds map entries refers to, as far as a walk needs it. A subclass is laid out as its nearest
/// ancestor that has a layout.
public sealed interface NodeLayout {
    String className();

    /// One entry of a chain.
    record Chained(String className, String next) implements NodeLayout {}

    /// One entry of a chain of tree nodes: threaded by `next` as well, but larger.
    record ChainedInTree(String className, String next) implements NodeLayout {}

    /// One entry of a chain that is stale when its `referent` is null: its key has gone, the map does not know yet.
    record ChainedWeak(String className, String next, String referent) implements NodeLayout {}

    /// Not an entry: stands before the chain of a bin, which starts at `first`.
    record BinHead(String className, String first) implements NodeLayout {}

    /// Not an entry: the bin has moved to the next table.
    record MovedBin(String className) implements NodeLayout {}

    /// Not an entry: holds the place of one that is being computed.
    record Reservation(String className) implements NodeLayout {}

    /// One entry of a binary tree.
    record Branch(String className, String left, String right) implements NodeLayout {}
}
