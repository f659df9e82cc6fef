package io.maphealth.gomem.runtime;

import io.maphealth.process.Memory;
import io.maphealth.process.Window;

/// Which words of a small object the collector takes for pointers.
///
/// The bits of objects up to 512 bytes stand in the last 128 bytes of their span; from go1.26 on the inline mark bits
/// follow them (go1.22 mbitmap.go, go1.26 mgcmark_greenteagc.go).
public final class HeapBits {
    private static final int BITMAP = 128;
    private static final int MARK_BITS_SINCE = 26;
    private static final int LEAST_WITH_MARK_BITS = 16;

    private final RuntimeLayout layout;
    private final Memory memory;
    private final Spans spans;
    private final Window bits = new Window(BITMAP);

    public HeapBits(RuntimeLayout layout, Memory memory, Spans spans) {
        this.layout = layout;
        this.memory = memory;
        this.spans = spans;
    }

    /// A bit for each word of the object that holds an address; 0 when that is not known.
    public long maskOf(int span, long address) {
        long size = spans.elementSize(span);
        if (!layout.mallocHeaders() || !spans.pointers(span) || size > SizeClasses.MOST_WITHOUT_HEADER) {
            return 0;
        }
        boolean markBits = layout.version().minor() >= MARK_BITS_SINCE && size >= LEAST_WITH_MARK_BITS;
        long bitmap = spans.end(span) - (markBits ? 2 * BITMAP : BITMAP);
        if (!bits.load(memory, bitmap, BITMAP)) {
            return 0;
        }
        long firstBit = (spans.objectStart(span, address) - spans.start(span)) / Long.BYTES;
        long mask = 0;
        for (long bit = 0; bit < size / Long.BYTES; bit++) {
            long at = firstBit + bit;
            mask |= ((long) bits.byteAt(bitmap + at / Byte.SIZE) >>> (at % Byte.SIZE) & 1) << bit;
        }
        return mask;
    }
}
