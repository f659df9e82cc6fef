package io.maphealth.gomem.runtime;

import io.maphealth.process.AddressRange;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// Finds a package variable of the run-time by its content, so that no symbol is needed: a slice of pointers in the
/// program's bss, of which the first elements tell what they are.
final class SliceSearch {
    private static final int CHUNK = 1 << 18;
    private static final int SLICE = 3 * Long.BYTES;
    private static final int LEAST_ELEMENTS = 4;
    private static final long MOST_ELEMENTS = 1 << 27;

    private final Memory memory;
    private final Window window = new Window(CHUNK + SLICE);
    private final Window pointers = new Window(LEAST_ELEMENTS * Long.BYTES);

    /// A slice of pointers, as it is now.
    record Slice(long address, int length) {}

    SliceSearch(Memory memory) {
        this.memory = memory;
    }

    /// The address of the first variable that passes.
    ///
    /// @param elements whether a slice's first elements, given by their addresses, are what is looked for
    OptionalLong find(ModuleData module, Predicate<List<Long>> elements) {
        for (AddressRange bss : List.of(module.bss(), module.noPointerBss())) {
            // one that was never touched holds nothing, and reading it would cost the process memory
            for (AddressRange run : memory.resident(bss.start(), bss.end())) {
                for (long start = run.start(); start < run.end(); start += CHUNK) {
                    window.load(memory, start, (int) Math.min(CHUNK + 2 * Long.BYTES, run.end() - start));
                    for (long at = start; window.covers(at, SLICE); at += Long.BYTES) {
                        if (plausible(window, at) && elements.test(firstOf(window.longAt(at)))) {
                            return OptionalLong.of(at);
                        }
                    }
                }
            }
        }
        return OptionalLong.empty();
    }

    /// The slice that the variable at an address holds now; one without elements when it holds none.
    static Slice at(Memory memory, long address) {
        Window slice = new Window(SLICE);
        boolean read = slice.load(memory, address, SLICE) && plausible(slice, address);
        return read
                ? new Slice(slice.longAt(address), (int) slice.longAt(address + Long.BYTES))
                : new Slice(address, 0);
    }

    private List<Long> firstOf(long list) {
        if (!pointers.load(memory, list, LEAST_ELEMENTS * Long.BYTES)) {
            return List.of();
        }
        return List.of(
                pointers.longAt(list),
                pointers.longAt(list + Long.BYTES),
                pointers.longAt(list + 2L * Long.BYTES),
                pointers.longAt(list + 3L * Long.BYTES));
    }

    private static boolean plausible(Window window, long at) {
        long address = window.longAt(at);
        long length = window.longAt(at + Long.BYTES);
        long capacity = window.longAt(at + 2 * Long.BYTES);
        return address > 0
                && address % Long.BYTES == 0
                && length >= LEAST_ELEMENTS
                && capacity >= length
                && capacity <= MOST_ELEMENTS;
    }
}
