package io.maphealth.gomem.runtime;

import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.Arrays;

/// The heap's spans in use and the goroutine stacks', in order of address: primitive arrays, a few tens of bytes a
/// span.
///
/// Source: `mheap_.allspans` (mheap.go). Read anew for every look.
public final class Spans {
    private static final int IN_USE = 1;
    private static final int MANUAL = 2;
    private static final int RUN = 1 << 20;
    private static final int GAP = 4096;
    private static final int POINTERS_AT_ONCE = 1 << 16;

    private static final int SWEPT_AND_CACHED = 3;
    private static final long MOST_PAGES = 1L << 32;
    private static final long MOST_ADDRESS = 1L << 47;

    /// One row a span.
    private static final int ROW = 9;

    private static final int START = 0;
    private static final int BYTES = 1;
    private static final int ELEMENT_SIZE = 2;
    private static final int COUNTS = 3;
    private static final int ALLOC_BITS = 4;
    private static final int LARGE_TYPE = 5;
    private static final int CLASS_AND_STATE = 6;
    private static final int SWEEP_GENERATION = 7;
    private static final int DESCRIPTOR = 8;

    /// `spanInlineMarkBits`: 64 bytes of scan bits, 64 of mark bits, at the end of the span.
    private static final int MARKS_BEFORE_END = 64;

    private static final int LEAST_IN_SPAN = 16;
    private static final int MOST_IN_SPAN = SizeClasses.MOST_WITHOUT_HEADER;

    /// Addresses have 47 bits, of which the last 13 of a span's start are 0: room for its index in the same word.
    private static final int INDEX_BITS = 29;

    private final RuntimeLayout.Span layout;
    private int size;
    private long[] rows = new long[ROW];
    private long[] starts = {};
    private long unreadable;
    private int last;
    private final Window descriptorNow;
    private final Window word = new Window(Long.BYTES);

    private Spans(RuntimeLayout.Span layout) {
        this.layout = layout;
        this.descriptorNow = new Window(layout.size());
    }

    /// Reads them all.
    static Spans read(Memory memory, RuntimeLayout.Span layout, Heap.SpanList list) {
        Spans spans = new Spans(layout);
        long[] descriptors = spans.descriptors(memory, list);
        Window window = new Window(RUN);
        for (int first = 0; first < descriptors.length; ) {
            int end = first + 1;
            while (end < descriptors.length
                    && descriptors[end] - descriptors[end - 1] <= GAP
                    && descriptors[end] + layout.size() - descriptors[first] <= RUN) {
                end++;
            }
            window.load(memory, descriptors[first], (int) (descriptors[end - 1] + layout.size() - descriptors[first]));
            for (int i = first; i < end; i++) {
                spans.add(window, descriptors[i]);
            }
            first = end;
        }
        spans.sort();
        return spans;
    }

    /// Reads anew what is allocated in one span.
    ///
    /// @return false when its descriptor is another span's by now
    boolean reload(Memory memory, int span) {
        long at = descriptor(span);
        boolean same = descriptorNow.load(memory, at, layout.size())
                && descriptorNow.byteAt(at + layout.state()) == state(span)
                && descriptorNow.longAt(at + layout.startAddress()) == start(span)
                && descriptorNow.longAt(at + layout.pages()) * SizeClasses.PAGE == bytes(span)
                && descriptorNow.unsignedByteAt(at + layout.spanClass()) == spanClass(span);
        if (same) {
            allocated(descriptorNow, at, span * ROW);
        }
        return same;
    }

    public int size() {
        return size;
    }

    /// Span descriptors that could not be read.
    public long unreadable() {
        return unreadable;
    }

    /// The index of the span that holds an address, or -1.
    public int at(long address) {
        if (last < size && starts[last] <= address && address < end(last)) {
            return last;
        }
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= address) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        if (high < 0 || address >= end(high)) {
            return -1;
        }
        last = high;
        return high;
    }

    public long start(int span) {
        return starts[span];
    }

    public long end(int span) {
        return starts[span] + bytes(span);
    }

    public long bytes(int span) {
        return rows[span * ROW + BYTES];
    }

    /// Bytes of each object; a span of one large object has its whole length here.
    public long elementSize(int span) {
        return rows[span * ROW + ELEMENT_SIZE];
    }

    public boolean inUse(int span) {
        return state(span) == IN_USE;
    }

    public boolean stack(int span) {
        return state(span) == MANUAL;
    }

    /// Whether its objects hold pointers.
    public boolean pointers(int span) {
        return (spanClass(span) & 1) == 0;
    }

    /// Whether it is one object of no size class.
    public boolean large(int span) {
        return spanClass(span) >>> 1 == 0;
    }

    /// Objects below this index are allocated.
    public int freeIndex(int span) {
        return (int) (rows[span * ROW + COUNTS] >>> Integer.SIZE);
    }

    public int elements(int span) {
        return (int) rows[span * ROW + COUNTS];
    }

    /// Whether the collector has gone over it since its last cycle, of which this is the heap's sweep generation;
    /// before,
    /// garbage whose memory may already be others' looks allocated (mheap.go, `mspan.sweepgen`).
    public boolean swept(int span, long heapGeneration) {
        long generation = rows[span * ROW + SWEEP_GENERATION];
        return generation == heapGeneration || generation == heapGeneration + SWEPT_AND_CACHED;
    }

    /// Where the run-time keeps what it knows of the span.
    long descriptor(int span) {
        return rows[span * ROW + DESCRIPTOR];
    }

    /// Whether the last collection found the object of this number in use, asked anew; tells nothing once the span is
    /// swept.
    boolean marked(Memory memory, int span, int index) {
        long size = elementSize(span);
        long bits = end(span) - MARKS_BEFORE_END;
        boolean inSpan = layout.marksInSpan() && pointers(span) && size >= LEAST_IN_SPAN && size <= MOST_IN_SPAN;
        if (!inSpan) {
            word.load(memory, descriptor(span) + layout.markBits(), Long.BYTES);
            bits = word.length() == Long.BYTES ? word.longAt(word.start()) : 0;
        }
        long at = bits + index / Byte.SIZE;
        return word.load(memory, at, 1) && (word.byteAt(at) & 1 << (index % Byte.SIZE)) != 0;
    }

    /// Where the bits are that say which of the other objects are allocated.
    public long allocBits(int span) {
        return rows[span * ROW + ALLOC_BITS];
    }

    /// The type of a span of one large pointerful object, or 0. Other spans may still have the type of an object that
    /// their descriptor stood for before.
    public long largeType(int span) {
        return pointers(span) && large(span) ? rows[span * ROW + LARGE_TYPE] : 0;
    }

    /// The start of the object that holds an address in a span.
    public long objectStart(int span, long address) {
        long offset = address - starts[span];
        return starts[span] + offset - offset % elementSize(span);
    }

    /// The number of the object that holds an address in a span.
    int indexOf(int span, long address) {
        return (int) ((address - starts[span]) / elementSize(span));
    }

    /// Whether data of the program can start here: at the start of an object, or behind its type word.
    public boolean dataStart(int span, long address, boolean mallocHeaders) {
        long within = address - objectStart(span, address);
        return within == 0 || (within == SizeClasses.HEADER && headed(span, mallocHeaders));
    }

    /// Whether the objects of this span start with a type word.
    public boolean headed(int span, boolean mallocHeaders) {
        return mallocHeaders && pointers(span) && !large(span) && elementSize(span) > SizeClasses.MOST_WITHOUT_HEADER;
    }

    private long[] descriptors(Memory memory, Heap.SpanList list) {
        long[] descriptors = new long[list.length()];
        Window window = new Window(POINTERS_AT_ONCE);
        int found = 0;
        int perRead = POINTERS_AT_ONCE / Long.BYTES;
        for (int first = 0; first < list.length(); first += perRead) {
            int count = Math.min(perRead, list.length() - first);
            long start = list.address() + (long) first * Long.BYTES;
            window.load(memory, start, count * Long.BYTES);
            for (int i = 0; i < count && window.covers(start + (long) i * Long.BYTES, Long.BYTES); i++) {
                descriptors[found++] = window.longAt(start + (long) i * Long.BYTES);
            }
        }
        unreadable += list.length() - found;
        long[] sorted = Arrays.copyOf(descriptors, found);
        Arrays.sort(sorted);
        return sorted;
    }

    private void add(Window window, long at) {
        if (!window.covers(at, layout.size())) {
            unreadable++;
            return;
        }
        byte state = window.byteAt(at + layout.state());
        long pageCount = window.longAt(at + layout.pages());
        long start = window.longAt(at + layout.startAddress());
        if ((state != IN_USE && state != MANUAL) || pageCount <= 0 || pageCount > MOST_PAGES || !aligned(start)) {
            return;
        }
        long bytes = pageCount * SizeClasses.PAGE;
        long elementSize = window.longAt(at + layout.elementSize());
        if (rows.length == size * ROW) {
            rows = Arrays.copyOf(rows, rows.length * 2);
        }
        int row = size * ROW;
        rows[row + START] = start;
        rows[row + DESCRIPTOR] = at;
        rows[row + BYTES] = bytes;
        rows[row + ELEMENT_SIZE] = elementSize > 0 && elementSize <= bytes ? elementSize : bytes;
        allocated(window, at, row);
        rows[row + LARGE_TYPE] = layout.largeType() < 0 ? 0 : window.longAt(at + layout.largeType());
        rows[row + CLASS_AND_STATE] = (long) window.unsignedByteAt(at + layout.spanClass()) << Byte.SIZE | state;
        size++;
    }

    private void allocated(Window window, long at, int row) {
        rows[row + COUNTS] =
                count(window, at + layout.freeIndex()) << Integer.SIZE | count(window, at + layout.elements());
        rows[row + ALLOC_BITS] = window.longAt(at + layout.allocBits());
        rows[row + SWEEP_GENERATION] = window.unsignedIntAt(at + layout.sweepGeneration());
    }

    private long count(Window window, long at) {
        return layout.countWidth() == Short.BYTES ? window.unsignedShortAt(at) : window.unsignedIntAt(at);
    }

    private static boolean aligned(long start) {
        return start > 0 && start < MOST_ADDRESS && start % SizeClasses.PAGE == 0;
    }

    private int spanClass(int span) {
        return (int) rows[span * ROW + CLASS_AND_STATE] >>> Byte.SIZE;
    }

    private int state(int span) {
        return (int) rows[span * ROW + CLASS_AND_STATE] & 0xFF;
    }

    /// Descriptors are not in the order of their spans.
    private void sort() {
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = (rows[i * ROW + START] / SizeClasses.PAGE) << INDEX_BITS | i;
        }
        Arrays.sort(order);
        long[] sorted = new long[size * ROW];
        starts = new long[size];
        for (int i = 0; i < size; i++) {
            int from = (int) (order[i] & (1L << INDEX_BITS) - 1) * ROW;
            System.arraycopy(rows, from, sorted, i * ROW, ROW);
            starts[i] = sorted[i * ROW + START];
        }
        rows = sorted;
    }
}
