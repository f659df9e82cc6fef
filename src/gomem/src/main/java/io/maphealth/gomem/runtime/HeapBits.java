package io.maphealth.gomem.runtime;

import io.maphealth.process.Pages;
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
    private final Pages pages;
    private final Spans spans;

    public HeapBits(RuntimeLayout layout, Pages pages, Spans spans) {
        this.layout = layout;
        this.pages = pages;
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
        Window bits = pages.at(bitmap, BITMAP);
        long firstBit = (spans.objectStart(span, address) - spans.start(span)) / Long.BYTES;
        long at = bitmap + firstBit / Long.SIZE * Long.BYTES;
        // a span that lies about its size would lead beyond the bits
        if (!bits.covers(bitmap, BITMAP) || at < bitmap || at + Long.BYTES > bitmap + BITMAP) {
            return 0;
        }
        int shift = (int) (firstBit % Long.SIZE);
        long mask = bits.longAt(at) >>> shift;
        if (shift > 0 && at + Long.BYTES < bitmap + BITMAP) {
            mask |= bits.longAt(at + Long.BYTES) << (Long.SIZE - shift);
        }
        long words = size / Long.BYTES;
        return words == Long.SIZE ? mask : mask & (1L << words) - 1;
    }
}
