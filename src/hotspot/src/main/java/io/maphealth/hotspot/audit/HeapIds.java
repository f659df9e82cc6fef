package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.HeapSpace;
import java.util.List;

/// Addresses of objects as `int`: their distance from the start of the heap in units of 8 bytes, plus 1; 0 is null and
/// what lies outside. Reaches 32 GiB.
record HeapIds(long start, long end) {
    private static final int UNIT_BITS = 3;
    private static final long REACH = (1L << (Integer.SIZE + UNIT_BITS)) - (1L << UNIT_BITS);

    static HeapIds of(List<HeapSpace> spaces) {
        long start = spaces.stream().mapToLong(HeapSpace::bottom).min().orElse(0);
        long end = spaces.stream().mapToLong(HeapSpace::top).max().orElse(0);
        return new HeapIds(start, end);
    }

    boolean reachAll() {
        return end - start <= REACH;
    }

    int of(long address) {
        return address < start || address >= end ? 0 : (int) ((address - start) >>> UNIT_BITS) + 1;
    }
}
