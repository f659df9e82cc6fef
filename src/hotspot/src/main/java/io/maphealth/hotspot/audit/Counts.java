package io.maphealth.hotspot.audit;

import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.ArrayList;
import java.util.List;

/// What maps say their size is, as their `size()` would add it up at this moment. For one thread.
final class Counts {
    /// `ConcurrentHashMap` has no more cells than there are processors, rounded up to a power of two.
    private static final long MOST_CELLS = 1 << 16;

    private final Memory memory;
    private final ReferenceArrays arrays;
    private final Window cell = new Window(Long.BYTES);

    Counts(Memory memory, ReferenceArrays arrays) {
        this.memory = memory;
        this.arrays = arrays;
    }

    long of(FoundMap map) {
        return map.storedCount() + (map.cells() == 0 ? 0 : sumOfCells(map));
    }

    private long sumOfCells(FoundMap map) {
        long length = arrays.length(map.cells());
        if (length < 0 || length > MOST_CELLS || map.kind().cellValue() < 0) {
            return 0;
        }
        List<Long> cells = new ArrayList<>();
        arrays.elements(map.cells(), length, cells::add);
        long sum = 0;
        for (long address : cells) {
            long value = address + map.kind().cellValue();
            if (address != 0 && cell.load(memory, value, Long.BYTES)) {
                sum += cell.longAt(value);
            }
        }
        return sum;
    }
}
