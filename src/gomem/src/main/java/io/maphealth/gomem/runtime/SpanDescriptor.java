package io.maphealth.gomem.runtime;

import io.maphealth.process.Memory;
import io.maphealth.process.Window;

/// What the run-time knows of one span now (`runtime.mspan`): what it allocates changes while a look goes on. For one
/// span after another.
final class SpanDescriptor {
    private static final int SWEPT_AND_CACHED = 3;
    private static final int UNSWEPT_BEHIND = 2;
    /// `spanInlineMarkBits`: 64 bytes of scan bits, 64 of mark bits, at the end of the span.
    private static final int MARKS_BEFORE_END = 64;

    private static final int LEAST_IN_SPAN = 16;

    private final Memory memory;
    private final Spans spans;
    private final RuntimeLayout.Span layout;
    private final Window bytes;
    private final Window bits = new Window(Long.BYTES);
    private int span = -1;

    SpanDescriptor(Memory memory, Spans spans) {
        this.memory = memory;
        this.spans = spans;
        this.layout = spans.layout();
        this.bytes = new Window(layout.size());
    }

    /// Reads one.
    ///
    /// @return false when it is another span's by now
    boolean load(int index) {
        span = index;
        long at = spans.descriptor(index);
        return bytes.load(memory, at, layout.size())
                && bytes.longAt(at + layout.startAddress()) == spans.start(index)
                && bytes.longAt(at + layout.pages()) * SizeClasses.PAGE == spans.bytes(index)
                && bytes.unsignedByteAt(at + layout.spanClass()) == spans.spanClass(index)
                && bytes.byteAt(at + layout.state()) == spans.state(index);
    }

    /// Objects below this index are allocated.
    int freeIndex() {
        return count(layout.freeIndex());
    }

    int elements() {
        return count(layout.elements());
    }

    /// Where the bits are that say which of the other objects are allocated.
    long allocBits() {
        return bytes.longAt(bytes.start() + layout.allocBits());
    }

    /// Whether the collector has gone over it since its last cycle, of which this is the heap's sweep generation;
    /// before, garbage whose memory may already be others' looks allocated (mheap.go, `mspan.sweepgen`).
    boolean swept(long heapGeneration) {
        long generation = bytes.unsignedIntAt(bytes.start() + layout.sweepGeneration());
        return generation == heapGeneration || generation == heapGeneration + SWEPT_AND_CACHED;
    }

    /// Whether the collector is still to go over it since its last cycle, of which this is the heap's sweep generation.
    boolean unswept(long heapGeneration) {
        return bytes.unsignedIntAt(bytes.start() + layout.sweepGeneration()) == heapGeneration - UNSWEPT_BEHIND;
    }

    /// Where the bits are that say what the last collection found in use; they tell nothing once the span is swept.
    long markBits() {
        long size = spans.elementSize(span);
        boolean inSpan = layout.marksInSpan()
                && spans.pointers(span)
                && size >= LEAST_IN_SPAN
                && size <= SizeClasses.MOST_WITHOUT_HEADER;
        return inSpan ? spans.end(span) - MARKS_BEFORE_END : bytes.longAt(bytes.start() + layout.markBits());
    }

    /// Whether the last collection found the object of this number in use; tells nothing once the span is swept.
    boolean marked(int index) {
        long at = markBits() + index / Byte.SIZE;
        return bits.load(memory, at, 1) && (bits.byteAt(at) & 1 << (index % Byte.SIZE)) != 0;
    }

    private int count(int offset) {
        long at = bytes.start() + offset;
        return layout.countWidth() == Short.BYTES ? bytes.unsignedShortAt(at) : bytes.intAt(at);
    }
}
