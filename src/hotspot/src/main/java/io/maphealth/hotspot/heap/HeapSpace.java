package io.maphealth.hotspot.heap;

/// A stretch of the heap that holds objects without a gap, but for what threads have not filled yet: `[bottom, top)`.
public record HeapSpace(long bottom, long top, Age age) {
    /// How long the objects of a space are likely to stay where they are.
    public enum Age {
        /// Until the next collection.
        YOUNG,
        /// Until a collection of old objects.
        OLD,
        /// One large object, for all its life.
        HUMONGOUS,
        /// Of the collector's choice, which does not tell the young ones from the old.
        MIXED,
        /// Not at all: they are being copied elsewhere while the program runs.
        LEAVING;

        /// Whether objects are likely to have survived collections, so that they are no garbage.
        public boolean lasts() {
            return this == OLD || this == HUMONGOUS;
        }
    }

    public long bytes() {
        return top - bottom;
    }
}
