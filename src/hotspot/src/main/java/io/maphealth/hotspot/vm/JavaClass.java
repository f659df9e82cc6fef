package io.maphealth.hotspot.vm;

/// A loaded class, as its Klass says. `name` is internal (`java/util/HashMap$Node`, `[Ljava/lang/Object;`); addresses
/// are of Klasses, 0 where there is none; `layoutHelper` is positive for instances (their size in bytes, lowest bits
/// aside) and negative for arrays.
public record JavaClass(long address, String name, long superAddress, int layoutHelper) {
    private static final int HEADER_SHIFT = 16;
    private static final int HEADER_MASK = 0xFF;
    private static final int WIDTH_MASK = 0x3F;

    /// Of a class of arrays: bytes before the first element (`src/hotspot/share/oops/klass.hpp`, layout helper).
    public int arrayHeaderBytes() {
        return (layoutHelper >>> HEADER_SHIFT) & HEADER_MASK;
    }

    /// Of a class of arrays: the binary logarithm of the bytes that an element takes.
    public int elementShift() {
        return layoutHelper & WIDTH_MASK;
    }
}
