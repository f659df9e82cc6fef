package io.maphealth.core;

/// What the table itself tells of an earlier, higher count. It tells an emptied map from a pre-sized one.
public enum PeakEvidence {
    /// Nothing: the capacity is what the growth rule gives for the count.
    NONE("none"),
    /// More capacity than the growth rule gives for the count: emptied, or pre-sized.
    CAPACITY("capacity"),
    /// As many puts as the capacity needs were counted by the map itself (`modCount`): emptied.
    MODIFICATIONS("modifications"),
    /// Deleted slots are still in the table (tombstones, `emptyOne` cells): emptied.
    TOMBSTONES("tombstones");

    private final String label;

    PeakEvidence(String label) {
        this.label = label;
    }

    /// As written in JSON.
    public String label() {
        return label;
    }

    /// Whether this can only come from entries that were once there.
    public boolean proves() {
        return this == MODIFICATIONS || this == TOMBSTONES;
    }
}
