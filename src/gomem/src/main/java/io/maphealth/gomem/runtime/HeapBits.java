package io.maphealth.gomem.runtime;

import io.maphealth.process.Pages;
import io.maphealth.process.Window;

/// Which words of an object the collector takes for pointers, as far as it keeps a bit for each.
///
/// In Go 1.21 all of the heap has one (see [ArenaBitmap]). From go1.22 on the bits of objects up to 512 bytes stand in
/// the last 128 bytes of their span; from go1.26 on the inline mark bits
/// follow them (go1.22 mbitmap.go, go1.26 mgcmark_greenteagc.go).
public final class HeapBits {
    private static final int BITMAP = 128;
    private static final int LEAST_WITH_MARK_BITS = 16;

    private final RuntimeLayout layout;
    private final ArenaBitmap arenas;
    private final Pages pages;
    private final Spans spans;

    public HeapBits(GoRuntime runtime, Pages pages, Spans spans) {
        this.layout = runtime.layout();
        this.arenas = runtime.heap().arenas();
        this.pages = pages;
        this.spans = spans;
    }

    /// A bit for each word of the object that holds an address; 0 when that is not known.
    public long maskOf(int span, long address) {
        long size = spans.elementSize(span);
        if (!spans.pointers(span)) {
            return 0;
        }
        if (!layout.mallocHeaders()) {
            return firstWords(arenas.maskOf(pages, spans.objectStart(span, address)), size);
        }
        if (size > SizeClasses.MOST_WITHOUT_HEADER) {
            return 0;
        }
        boolean markBits = layout.span().marksInSpan() && size >= LEAST_WITH_MARK_BITS;
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
        return firstWords(mask, size);
    }

    private static long firstWords(long mask, long size) {
        long words = size / Long.BYTES;
        return words >= Long.SIZE ? mask : mask & (1L << words) - 1;
    }
}
