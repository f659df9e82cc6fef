package io.maphealth.hotspot.heap;

/// Where an object names its class, and where an array keeps its length (`src/hotspot/share/oops/oop.hpp`,
/// `arrayOop.hpp`).
public enum HeaderKind {
    /// In the upper bits of the mark word (`UseCompactObjectHeaders`).
    COMPACT(8),
    /// In 4 bytes behind the mark word (`UseCompressedClassPointers`).
    NARROW(12),
    /// In 8 bytes behind the mark word.
    WIDE(16);

    private final int lengthOffset;

    HeaderKind(int lengthOffset) {
        this.lengthOffset = lengthOffset;
    }

    /// The offset of an array's length, which is an `int`.
    public int lengthOffset() {
        return lengthOffset;
    }
}
