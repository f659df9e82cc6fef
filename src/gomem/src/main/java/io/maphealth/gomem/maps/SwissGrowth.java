package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.SizeClasses;

/// How large the run-time of Go 1.24 and newer makes a map (`internal/runtime/maps` NewMap, map.go).
record SwissGrowth(SizeClasses sizeClasses) {
    private static final int PROBE_BASE = 24;
    private static final int PROBE_PER_DOUBLING = 2;

    /// Bytes of the smallest map for so many entries.
    long needed(long count, int groupSize, boolean pointers) {
        if (count == 0) {
            return SwissHeader.SIZE;
        }
        if (count <= SwissTable.SLOTS_OF_GROUP) {
            return SwissHeader.SIZE + sizeClasses.of(groupSize, pointers);
        }
        long target = count * SwissTable.SLOTS_OF_GROUP / SwissTable.LOAD;
        long tables = powerOfTwo((target + SwissTable.MOST_SLOTS - 1) / SwissTable.MOST_SLOTS);
        long slots = powerOfTwo(Math.max(SwissTable.SLOTS_OF_GROUP, target / tables));
        long table = SwissTable.SIZE + sizeClasses.of(slots / SwissTable.SLOTS_OF_GROUP * groupSize, pointers);
        return SwissHeader.SIZE + sizeClasses.of(tables * Long.BYTES, true) + tables * table;
    }

    /// Groups that one lookup may visit when the hash is fair.
    long allowedProbe(long capacity) {
        return PROBE_BASE + (long) PROBE_PER_DOUBLING * (Long.SIZE - Long.numberOfLeadingZeros(capacity));
    }

    private static long powerOfTwo(long atLeast) {
        return atLeast <= 1 ? 1 : Long.highestOneBit(atLeast - 1) << 1;
    }
}
