package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.HeapSpace.Age;

/// A map as it stood when its object was read. Addresses are 0 for null; `storedCount` is without the counts of cells;
/// `extraEntry` tells of one entry that its table does not show.
record FoundMap(
        MapKind kind,
        Age age,
        long address,
        long storedCount,
        int modCount,
        long entrance,
        long cells,
        long nextTable,
        boolean extraEntry) {}
