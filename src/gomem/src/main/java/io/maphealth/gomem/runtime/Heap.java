package io.maphealth.gomem.runtime;

import io.maphealth.gomem.UnreadableGoException;
import io.maphealth.process.AddressRange;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;

/// Where the run-time keeps its heap: the address of `mheap_.allspans`, which does not change while a program runs.
///
/// It is found by its content, so that no symbol is needed: the one slice in the program's bss whose elements are span
/// descriptors.
public record Heap(long allSpans) {
    /// A slice of span descriptors' addresses.
    record SpanList(long address, int length) {}

    private static final int CHUNK = 1 << 20;
    private static final int LEAST_SPANS = 4;
    private static final long MOST_SPANS = 1 << 27;
    private static final int LOOKED_AT = 8;
    private static final int MOST_STATE = 2;
    /// `mheap.sweepgen` stands right before `allspans` (mheap.go).
    private static final int SWEEP_GENERATION_BEFORE = 8;

    private static final int GENERATIONS_A_CYCLE = 2;

    static Heap find(Memory memory, ModuleData module, RuntimeLayout.Span layout) throws UnreadableGoException {
        Window window = new Window(CHUNK);
        Window small = new Window(LOOKED_AT * Long.BYTES);
        for (AddressRange bss : new AddressRange[] {module.bss(), module.noPointerBss()}) {
            // one that was never touched holds nothing, and reading it would cost the process memory
            for (AddressRange run : memory.resident(bss.start(), bss.end())) {
                for (long start = run.start(); start < run.end(); start += CHUNK) {
                    window.load(memory, start, (int) Math.min(CHUNK + 2 * Long.BYTES, run.end() - start));
                    for (long at = start; window.covers(at, 3 * Long.BYTES); at += Long.BYTES) {
                        if (spanList(window, at) && holdsSpans(memory, window.longAt(at), small, layout)) {
                            return new Heap(at);
                        }
                    }
                }
            }
        }
        throw new UnreadableGoException(memory.program().name() + ": no list of heap spans found in its bss");
    }

    /// The list as it is now.
    SpanList spans(Memory memory) throws UnreadableGoException {
        Window slice = new Window(3 * Long.BYTES);
        if (!slice.load(memory, allSpans, 3 * Long.BYTES) || !spanList(slice, allSpans)) {
            throw new UnreadableGoException("%s: the list of heap spans at 0x%x is gone"
                    .formatted(memory.program().name(), allSpans));
        }
        return new SpanList(slice.longAt(allSpans), (int) slice.longAt(allSpans + Long.BYTES));
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

    private static boolean spanList(Window window, long at) {
        long address = window.longAt(at);
        long length = window.longAt(at + Long.BYTES);
        long capacity = window.longAt(at + 2 * Long.BYTES);
        return address > 0
                && address % Long.BYTES == 0
                && length >= LEAST_SPANS
                && capacity >= length
                && capacity <= MOST_SPANS;
    }

    private static boolean holdsSpans(Memory memory, long list, Window pointers, RuntimeLayout.Span layout) {
        if (!pointers.load(memory, list, LEAST_SPANS * Long.BYTES)) {
            return false;
        }
        Window span = new Window(layout.size());
        for (int i = 0; i < LEAST_SPANS; i++) {
            long at = pointers.longAt(list + (long) i * Long.BYTES);
            if (at <= 0 || !span.load(memory, at, layout.size()) || !plausible(span, layout)) {
                return false;
            }
        }
        return true;
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
                && (state != 1 || (elementSize > 0 && elementSize <= pages * SizeClasses.PAGE));
    }
}
