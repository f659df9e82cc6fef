package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.NodeMark;
import java.util.Optional;

/// A loaded class of map nodes, with the offsets of the references that a walk follows; -1 for one it does not have.
sealed interface NodeKind {
    /// The offsets of references to other nodes.
    long[] leads();

    /// Part of a chain. An entry of a chain may have its mark only while the reference at `markedIfNull` is null: it is
    /// stale then, or deleted. `hash` is that of its key.
    record Link(long next, long hash, long markedIfNull, Optional<NodeMark> mark) implements NodeKind {
        /// Whether there is nothing to know of it but its next.
        boolean plain() {
            return mark.isEmpty();
        }

        @Override
        public long[] leads() {
            return next < 0 ? new long[0] : new long[] {next};
        }
    }

    /// Part of a tree.
    record Fork(long left, long right) implements NodeKind {
        @Override
        public long[] leads() {
            return new long[] {left, right};
        }
    }
}
