package io.maphealth.hotspot.audit;

import io.maphealth.process.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What maps say their size is, as their `size()` would add it up at this moment. For one thread.
final class Counts {
    /// There are no more cells than processors, rounded up to a power of two.
    private static final long MOST_CELLS = 1 << 16;

    private static final int SMALL_OBJECT = 256;

    private final LiveJvm jvm;
    private final ReferenceArrays arrays;
    private final Window object = new Window(SMALL_OBJECT);

    Counts(LiveJvm jvm) {
        this.jvm = jvm;
        this.arrays = new ReferenceArrays(jvm, ReferenceArrays.NARROW);
    }

    /// Empty when something is not where the map says, or not any more.
    OptionalLong of(FoundMap map) {
        if (map.cells() == 0 || map.kind().striped().isEmpty()) {
            return OptionalLong.of(map.storedCount());
        }
        MapKind.Striped striped = map.kind().striped().get();
        OptionalLong more = striped.adder().isPresent()
                ? adder(map, striped, striped.adder().get())
                : cells(map.cells(), striped);
        return sum(OptionalLong.of(map.storedCount()), more);
    }

    private OptionalLong adder(FoundMap map, MapKind.Striped striped, MapKind.Adder adder) {
        long address = map.cells();
        if (!covers(address, adder.adder(), Math.max(adder.base(), adder.cells()))) {
            return OptionalLong.empty();
        }
        OptionalLong base = OptionalLong.of(object.longAt(address + adder.base()));
        long cells = jvm.references().at(object, address + adder.cells());
        return cells == 0 ? base : sum(base, cells(cells, striped));
    }

    private OptionalLong cells(long array, MapKind.Striped striped) {
        arrays.forget();
        long length = arrays.length(array);
        if (length < 0 || length > MOST_CELLS) {
            return OptionalLong.empty();
        }
        List<Long> cells = new ArrayList<>();
        arrays.elements(array, length, (_, address) -> cells.add(address));
        OptionalLong sum = OptionalLong.of(0);
        for (long cell : cells) {
            sum = covers(cell, striped.cell(), striped.cellValue())
                    ? sum(sum, OptionalLong.of(object.longAt(cell + striped.cellValue())))
                    : OptionalLong.empty();
        }
        return sum;
    }

    /// Whether the window covers an object of a class up to its field.
    private boolean covers(long address, long klass, long field) {
        return object.load(
                        jvm.memory(),
                        address,
                        (int) Math.max(field, jvm.headers().kind().lengthOffset()) + Long.BYTES)
                && jvm.headers().klassAt(object, address) == klass;
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isPresent() && other.isPresent()
                ? OptionalLong.of(one.getAsLong() + other.getAsLong())
                : OptionalLong.empty();
    }
}
