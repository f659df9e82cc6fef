package io.maphealth.hotspot.heap;

/// Which collections a JVM has behind it, and whether one is under way: two equal stamps with none under way mean that
/// nothing was moved in between.
public record GcStamp(long collections, boolean running) {
    public boolean sameHeapAs(GcStamp other) {
        return !running && equals(other);
    }
}
