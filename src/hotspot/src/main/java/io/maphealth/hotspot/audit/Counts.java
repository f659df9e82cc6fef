package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.References;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.ArrayList;
import java.util.List;

/// What maps say their size is, as their `size()` would add it up at this moment. For one thread.
final class Counts {
    /// There are no more cells than processors, rounded up to a power of two.
    private static final long MOST_CELLS = 1 << 16;

    private final Memory memory;
    private final References references;
    private final ReferenceArrays arrays;
    private final Window cell = new Window(Long.BYTES);

    Counts(LiveJvm jvm) {
        this.memory = jvm.memory();
        this.references = jvm.references();
        this.arrays = new ReferenceArrays(jvm, ReferenceArrays.NARROW);
    }

    long of(FoundMap map) {
        if (map.cells() != 0) {
            arrays.forget();
        }
        return map.cells() == 0
                ? map.storedCount()
                : map.storedCount()
                        + map.kind().striped().map(it -> more(map, it)).orElse(0L);
    }

    /// The counts that are not in the map's own object.
    private long more(FoundMap map, MapKind.Striped striped) {
        if (striped.baseOfAdder() < 0) {
            return sumOfCells(map.cells(), striped.cellValue());
        }
        long cells = map.cells() + striped.cellsOfAdder();
        long array = cell.load(memory, cells, references.bytes()) ? references.at(cell, cells) : 0;
        return longAt(map.cells() + striped.baseOfAdder()) + (array == 0 ? 0 : sumOfCells(array, striped.cellValue()));
    }

    private long sumOfCells(long array, long cellValue) {
        long length = arrays.length(array);
        if (length < 0 || length > MOST_CELLS || cellValue < 0) {
            return 0;
        }
        List<Long> cells = new ArrayList<>();
        arrays.elements(array, length, (_, address) -> cells.add(address));
        return cells.stream().mapToLong(address -> longAt(address + cellValue)).sum();
    }

    private long longAt(long address) {
        return cell.load(memory, address, Long.BYTES) ? cell.longAt(address) : 0;
    }
}
