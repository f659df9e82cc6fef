package io.maphealth.gomem.runtime;

import io.maphealth.gomem.UnreadableGoException;
import io.maphealth.gomem.runtime.SliceSearch.Slice;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.List;

/// Where the run-time keeps its heap: the address of `mheap_.allspans`, which does not change while a program runs.
///
/// It is found by its content: the one slice in the program's bss whose elements are span descriptors.
///
/// @param firstAddress the lowest address that a heap of this kind of machine can have
public record Heap(long allSpans, long firstAddress) {
    private static final int MOST_STATE = 2;
    private static final int IN_USE = 1;
    /// `mheap.sweepgen` stands right before `allspans` (mheap.go).
    private static final int SWEEP_GENERATION_BEFORE = 8;

    /// `mheap.arenas` in go1.21, the only version whose arenas are of use here.
    private static final int ARENAS_BEHIND = 80;

    private static final int GENERATIONS_A_CYCLE = 2;

    static Heap find(Memory memory, ModuleData module, RuntimeLayout layout) throws UnreadableGoException {
        Window span = new Window(layout.span().size());
        long allSpans = new SliceSearch(memory)
                .find(module, elements -> areSpans(memory, elements, span, layout.span()))
                .orElseThrow(() -> new UnreadableGoException(
                        memory.program().name() + ": no list of heap spans found in its bss"));
        return new Heap(allSpans, layout.firstAddress());
    }

    ArenaBitmap arenas() {
        return new ArenaBitmap(allSpans + ARENAS_BEHIND, firstAddress);
    }

    /// The list as it is now.
    Slice spans(Memory memory) throws UnreadableGoException {
        Slice list = SliceSearch.at(memory, allSpans);
        if (list.length() == 0) {
            throw new UnreadableGoException("%s: the list of heap spans at 0x%x is gone"
                    .formatted(memory.program().name(), allSpans));
        }
        return list;
    }

    /// Collections that have run: the sweep generation rises by two with each.
    long cycles(Memory memory) {
        return sweepGeneration(memory) / GENERATIONS_A_CYCLE;
    }

    /// Rises with each collection.
    long sweepGeneration(Memory memory) {
        Window word = new Window(Long.BYTES);
        long at = allSpans - SWEEP_GENERATION_BEFORE;
        return word.load(memory, at, Long.BYTES) ? word.unsignedIntAt(at) : 0;
    }

    private static boolean areSpans(Memory memory, List<Long> elements, Window span, RuntimeLayout.Span layout) {
        return !elements.isEmpty()
                && elements.stream()
                        .allMatch(at -> at > 0 && span.load(memory, at, layout.size()) && plausible(span, layout));
    }

    private static boolean plausible(Window span, RuntimeLayout.Span layout) {
        long start = span.longAt(span.start() + layout.startAddress());
        long pages = span.longAt(span.start() + layout.pages());
        int state = span.unsignedByteAt(span.start() + layout.state());
        long elementSize = span.longAt(span.start() + layout.elementSize());
        return start > 0
                && start % SizeClasses.PAGE == 0
                && pages > 0
                && state <= MOST_STATE
                && (state != IN_USE || (elementSize > 0 && elementSize <= pages * SizeClasses.PAGE));
    }
}
