package io.maphealth.hotspot.audit;

/// A map as it stood when its object was read. Addresses are 0 for null; `lasts` tells that it is
/// likely to have survived collections; `storedCount` is without the counts of cells; `extraEntry`
/// tells of one entry that its table does not show.
record FoundMap(
        MapKind kind,
        boolean lasts,
        long address,
        long storedCount,
        int modCount,
        long entrance,
        long cells,
        long nextTable,
        boolean extraEntry) {}
