package io.maphealth.hprof.walk;

import java.util.BitSet;

/// A table in the middle of a resize: which of its bins have moved to the next table. A bin that is not marked is still
/// in the table, whatever the next table already holds of it.
record Resize(BitSet movedBins, int tableLength) {
    /// Whether what a slot of the next table holds is to be counted.
    boolean moved(int nextSlot) {
        return tableLength > 0 && movedBins.get(nextSlot % tableLength);
    }
}
