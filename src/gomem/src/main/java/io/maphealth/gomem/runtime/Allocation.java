package io.maphealth.gomem.runtime;

import io.maphealth.process.Memory;
import io.maphealth.process.Window;

/// Which objects of a span are allocated: those that the last finished collection found in use, and those that are
/// newer.
///
/// A span that was swept since has a bit for each of the first, and all before its free index are of either
/// kind; in one that was not, nothing is new yet, and the collection's own marks tell (mheap.go `mspan`,
/// mgcsweep.go). What a span allocates is read anew when it is asked for, for the collector soon gives its
/// bits other places. Cheap when asked for one span after another.
public final class Allocation {
    private static final int MOST_ELEMENTS = 1 << 16;

    private final Memory memory;
    private final Spans spans;
    private final SpanDescriptor descriptor;
    private final Window bits = new Window(SizeClasses.PAGE / Long.BYTES);
    private int loaded = -1;
    private boolean present;
    private boolean unswept;

    public Allocation(Memory memory, Spans spans) {
        this.memory = memory;
        this.spans = spans;
        this.descriptor = new SpanDescriptor(memory, spans);
    }

    /// Reads anew from here on: the spans have other numbers.
    public void forget() {
        loaded = -1;
    }

    /// Whether the object of this number in the span is allocated.
    public boolean of(int span, int index) {
        if (loaded != span) {
            load(span);
        }
        if (!present || (!unswept && index < descriptor.freeIndex())) {
            return present;
        }
        return found(index);
    }

    /// Whether the object that holds an address is allocated.
    public boolean at(int span, long address) {
        return of(span, spans.indexOf(span, address));
    }

    /// Whether the object that holds an address is in use for sure, asked anew: it was found in use by the last
    /// collection, or is newer.
    ///
    /// @param generation of the last collection, [GoRuntime#sweepGeneration]; the caller sees that it stays so
    public boolean surely(int span, long address, long generation) {
        load(span);
        int index = spans.indexOf(span, address);
        if (present && descriptor.swept(generation)) {
            int free = descriptor.freeIndex();
            // the one handed out last may hold what was there before, for as long as its thread does not run
            return (found(index) || index < free - 1) && steady(span, generation);
        }
        return present && descriptor.marked(index) && descriptor.load(span) && !descriptor.swept(generation);
    }

    /// Whether the object that held an address was surely let go of, asked anew.
    ///
    /// @param generation as above
    public boolean free(int span, long address, long generation) {
        if (span < 0) {
            return true;
        }
        load(span);
        return !present || (descriptor.swept(generation) && !at(span, address));
    }

    /// Whether the collector's bits hold the object.
    private boolean found(int index) {
        long at = bits.start() + index / Byte.SIZE;
        return bits.covers(at, 1) && (bits.byteAt(at) & 1 << (index % Byte.SIZE)) != 0;
    }

    /// Whether the descriptor of a swept span was not copied while the sweeper wrote it: it would show
    /// the free index or the bits of before.
    private boolean steady(int span, long generation) {
        int free = descriptor.freeIndex();
        long at = descriptor.allocBits();
        return loadDescriptor(span)
                && descriptor.swept(generation)
                && descriptor.allocBits() == at
                && descriptor.freeIndex() >= free;
    }

    private void load(int span) {
        loaded = span;
        present = loadDescriptor(span);
        unswept = present && descriptor.unswept(spans.sweepGeneration());
        if (unswept) {
            loadBits(descriptor.markBits());
            // the marks are moved when the span is swept
            present = loadDescriptor(span);
            unswept = present && descriptor.unswept(spans.sweepGeneration());
        }
        if (present && !unswept) {
            loadBits(descriptor.allocBits());
        }
    }

    private boolean loadDescriptor(int span) {
        return descriptor.load(span) && spans.inUse(span);
    }

    private void loadBits(long address) {
        int elements = Math.clamp(descriptor.elements(), 0, MOST_ELEMENTS);
        bits.load(memory, address, (elements + Byte.SIZE - 1) / Byte.SIZE);
    }
}
