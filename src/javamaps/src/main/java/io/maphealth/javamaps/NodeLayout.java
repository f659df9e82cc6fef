package io.maphealth.javamaps;

import java.util.Optional;

/// What an object that holds map entries refers to, as far as a walk needs it. A subclass is laid out as its nearest
/// ancestor that has a layout.
public sealed interface NodeLayout {
    String className();

    /// One entry of a chain, and the field with the hash that its bin was chosen by.
    record Chained(String className, String next, String hash) implements NodeLayout {}

    /// One entry of a chain of tree nodes: threaded by `next` as well, but larger.
    record ChainedInTree(String className, String next, String hash) implements NodeLayout {}

    /// One entry of a chain that is stale when its `referent` is null: its key has gone, the map does not know yet.
    record ChainedWeak(String className, String next, String hash, String referent) implements NodeLayout {}

    /// One entry of a list, unless its `value` is null: deleted, or the list's head.
    record ChainedUnlessDeleted(String className, String next, String value) implements NodeLayout {}

    /// One entry that a cell of the table refers to; stale when it has a `referent` that is null.
    record InCell(String className, Optional<String> referent) implements NodeLayout {}

    /// Not an entry: stands before the chain of a bin, which starts at `first`.
    record BinHead(String className, String first) implements NodeLayout {}

    /// Not an entry: the bin has moved to the next table.
    record MovedBin(String className) implements NodeLayout {}

    /// Not an entry: holds the place of one that is being computed.
    record Reservation(String className) implements NodeLayout {}

    /// One entry of a binary tree.
    record Branch(String className, String left, String right) implements NodeLayout {}
}
