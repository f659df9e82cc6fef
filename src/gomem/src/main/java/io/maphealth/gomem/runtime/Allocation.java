package io.maphealth.gomem.runtime;

import io.maphealth.process.Memory;
import io.maphealth.process.Window;

/// Which objects of a span are allocated: those before its free index, and those whose allocation bit is set.
///
/// Garbage counts as allocated until it is swept. Cheap when asked for one span after another.
public final class Allocation {
    private final Memory memory;
    private final Spans spans;
    private final Window bits = new Window(SizeClasses.PAGE / Long.BYTES);
    private int loaded = -1;

    public Allocation(Memory memory, Spans spans) {
        this.memory = memory;
        this.spans = spans;
    }

    /// Whether the object of this number in the span is allocated.
    public boolean of(int span, int index) {
        if (index < spans.freeIndex(span)) {
            return true;
        }
        if (loaded != span) {
            loaded = span;
            bits.load(memory, spans.allocBits(span), (spans.elements(span) + Byte.SIZE - 1) / Byte.SIZE);
        }
        long at = bits.start() + index / Byte.SIZE;
        return bits.covers(at, 1) && (bits.byteAt(at) & 1 << (index % Byte.SIZE)) != 0;
    }

    /// Whether the object that holds an address is allocated.
    public boolean at(int span, long address) {
        return of(span, (int) ((address - spans.start(span)) / spans.elementSize(span)));
    }
}
