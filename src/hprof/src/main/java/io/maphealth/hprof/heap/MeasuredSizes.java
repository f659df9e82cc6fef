package io.maphealth.hprof.heap;

import io.maphealth.javamaps.ShallowSizes;
import java.util.HashMap;
import java.util.Map;

/// Shallow sizes as measured in the dump by the distances of objects, and by the layout rules of HotSpot where a class
/// could not be measured: a header of 12 bytes, as class pointers are compressed also where references are
/// not, then the fields, then up to the next 8.
///
/// A dump that does not go by address measures nothing: its references are taken as wide when its objects lie
/// where only a heap without compressed references can be (ZGC).
public final class MeasuredSizes implements ShallowSizes {
    /// Compressed references reach 32 GiB, at the usual alignment, from a base that is low whenever it can be.
    private static final long REACH_OF_NARROW = 1L << 42;

    private static final int HEADER = 12;
    private static final int ARRAY_HEADER = 16;
    private static final int UNKNOWN_INSTANCE = 32;

    private final Map<String, Long> measured;
    private final Map<String, Long> byFormula = new HashMap<>();
    private final int referenceBytes;

    public MeasuredSizes(ClassTable classes, Map<String, Long> measured, int referenceBytes) {
        this.measured = measured;
        this.referenceBytes = referenceBytes;
        classes.all().forEach(type -> byFormula.putIfAbsent(type.name(), formula(type, classes.idBytes())));
    }

    /// How wide a reference is in the heap: by the arrays that could be measured, else by where the objects lie.
    public static int referenceBytes(long narrowArrays, long wideArrays, long someId) {
        if (narrowArrays + wideArrays > 0) {
            return narrowArrays >= wideArrays ? 4 : 8;
        }
        return someId < REACH_OF_NARROW ? 4 : 8;
    }

    @Override
    public long instance(String className) {
        Long bytes = measured.get(className);
        return bytes != null ? bytes : byFormula.getOrDefault(className, (long) UNKNOWN_INSTANCE);
    }

    @Override
    public long referenceArray(long length) {
        return aligned(ARRAY_HEADER + length * referenceBytes);
    }

    private long formula(HeapClass type, int idBytes) {
        long references = type.references();
        return aligned(HEADER + type.instanceBytes(idBytes) - references * (idBytes - referenceBytes));
    }

    private static long aligned(long bytes) {
        return (bytes + 7) / 8 * 8;
    }
}
