package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.NodeMark;
import java.util.Optional;

/// A loaded class of map nodes, with the offsets of the references that a walk follows; -1 for one it does not have.
sealed interface NodeKind {
    /// Part of a chain. `referent`, where there is one, is null in an entry that has gone stale.
    record Link(long next, long referent, Optional<NodeMark> mark) implements NodeKind {}

    /// Part of a tree.
    record Fork(long left, long right) implements NodeKind {}
}
