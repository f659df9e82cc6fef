package io.maphealth.gomem.runtime;

import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.Arrays;

/// The heap's spans in use and the goroutine stacks', in order of address: primitive arrays, some forty bytes a span,
/// used again when the list is read anew.
///
/// Source: `mheap_.allspans` (mheap.go).
public final class Spans {
    private static final int IN_USE = 1;
    private static final int MANUAL = 2;
    private static final int RUN = 1 << 18;
    private static final int GAP = 4096;
    private static final int POINTERS_AT_ONCE = 1 << 16;

    private static final int FIRST_SIZE = 1024;
    private static final int MORE_NEXT_TIME = 8;
    /// More than a terabyte of heap has.
    private static final int MOST_SPANS = 1 << 25;

    /// The list grows before it holds the new one.
    private static final int MOST_BEING_ADDED = 8;

    private static final long MOST_PAGES = 1L << 31;
    private static final long MOST_ADDRESS = 1L << 47;
    private static final long MOST_ELEMENT_SIZE = 1 << 15;

    /// In one word: pages, size of an object (0 when it is the whole span), span class, state.
    private static final int PAGES_SHIFT = 32;

    private static final int ELEMENT_SHIFT = 16;
    private static final int CLASS_SHIFT = 8;

    /// Addresses have 47 bits, of which the last 13 of a span's start are 0: room for its index in the same word.
    private static final int INDEX_BITS = 29;

    private final RuntimeLayout.Span layout;
    private final Window run = new Window(RUN);
    private int size;
    private long[] starts = new long[FIRST_SIZE];
    private long[] shapes = new long[FIRST_SIZE];
    private long[] descriptors = new long[FIRST_SIZE];
    private long[] spare = new long[FIRST_SIZE];
    private long sweepGeneration;
    private long unreadable;
    private int last;

    Spans(RuntimeLayout.Span layout) {
        this.layout = layout;
    }

    /// Reads them all, in place of what was read before.
    ///
    /// @param generation of the last collection when the list was read
    void read(Memory memory, SliceSearch.Slice list, long generation) {
        sweepGeneration = generation;
        size = 0;
        last = 0;
        unreadable = 0;
        int count = readDescriptors(memory, list);
        starts = roomFor(starts, count);
        shapes = roomFor(shapes, count);
        descriptors = roomFor(descriptors, count);
        for (int first = 0; first < count; ) {
            int end = first + 1;
            while (end < count
                    && spare[end] - spare[end - 1] <= GAP
                    && spare[end] + layout.size() - spare[first] <= RUN) {
                end++;
            }
            run.load(memory, spare[first], (int) (spare[end - 1] + layout.size() - spare[first]));
            for (int i = first; i < end; i++) {
                add(spare[i]);
            }
            first = end;
        }
        sort();
    }

    public int size() {
        return size;
    }

    /// Of the collection before which they were read.
    long sweepGeneration() {
        return sweepGeneration;
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
        return (shapes[span] >>> PAGES_SHIFT) * SizeClasses.PAGE;
    }

    /// Bytes of each object; a span of one large object has its whole length here.
    public long elementSize(int span) {
        long element = shapes[span] >>> ELEMENT_SHIFT & 0xFFFF;
        return element == 0 ? bytes(span) : element;
    }

    /// Objects that there is room for.
    public int elements(int span) {
        return (int) (bytes(span) / elementSize(span));
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

    /// Whether two spans are in use for objects of the same size and kind.
    public boolean alike(int one, int other) {
        return (int) shapes[one] == (int) shapes[other];
    }

    /// Whether it is one object of no size class.
    public boolean large(int span) {
        return spanClass(span) >>> 1 == 0;
    }

    /// Where the type of a span of one large pointerful object stands, or 0. Other spans may still have the type of an
    /// object there that their descriptor stood for before.
    public long typeAddress(int span) {
        return layout.largeType() >= 0 && pointers(span) && large(span) ? descriptors[span] + layout.largeType() : 0;
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

    RuntimeLayout.Span layout() {
        return layout;
    }

    /// Where the run-time keeps what it knows of the span.
    long descriptor(int span) {
        return descriptors[span];
    }

    int spanClass(int span) {
        return (int) (shapes[span] >>> CLASS_SHIFT) & 0xFF;
    }

    int state(int span) {
        return (int) shapes[span] & 0xFF;
    }

    /// Fills the spare array with the addresses of the descriptors, sorted.
    private int readDescriptors(Memory memory, SliceSearch.Slice list) {
        int found = 0;
        int length = Math.min(list.length(), MOST_SPANS);
        int perRead = POINTERS_AT_ONCE / Long.BYTES;
        boolean readable = true;
        for (int first = 0; first < length && readable; first += perRead) {
            int count = Math.min(perRead, length - first);
            long start = list.address() + (long) first * Long.BYTES;
            readable = run.load(memory, start, count * Long.BYTES);
            spare = spare.length >= found + count ? spare : Arrays.copyOf(spare, (found + count) * 3 / 2);
            for (int i = 0; i < count && run.covers(start + (long) i * Long.BYTES, Long.BYTES); i++) {
                long descriptor = run.longAt(start + (long) i * Long.BYTES);
                spare[found] = descriptor;
                found += descriptor == 0 ? 0 : 1;
            }
        }
        int missing = list.length() - found;
        unreadable += missing > MOST_BEING_ADDED ? missing : 0;
        Arrays.sort(spare, 0, found);
        return found;
    }

    private void add(long at) {
        if (!run.covers(at, layout.size())) {
            unreadable++;
            return;
        }
        int state = run.unsignedByteAt(at + layout.state());
        long pages = run.longAt(at + layout.pages());
        long start = run.longAt(at + layout.startAddress());
        if ((state != IN_USE && state != MANUAL) || pages <= 0 || pages >= MOST_PAGES || !aligned(start)) {
            return;
        }
        long element = run.longAt(at + layout.elementSize());
        long spanClass = run.unsignedByteAt(at + layout.spanClass());
        boolean divided = element > 0 && element <= MOST_ELEMENT_SIZE && element <= pages * SizeClasses.PAGE;
        starts[size] = start;
        shapes[size] =
                pages << PAGES_SHIFT | (divided ? element : 0) << ELEMENT_SHIFT | spanClass << CLASS_SHIFT | state;
        descriptors[size++] = at;
    }

    /// An array for so many, and for the few more of the next look; what the old one holds is not needed.
    private static long[] roomFor(long[] array, int length) {
        return array.length >= length ? array : new long[length + length / MORE_NEXT_TIME];
    }

    private static boolean aligned(long start) {
        return start > 0 && start < MOST_ADDRESS && start % SizeClasses.PAGE == 0;
    }

    /// Descriptors are not in the order of their spans.
    private void sort() {
        long[] order = spare;
        for (int i = 0; i < size; i++) {
            order[i] = (starts[i] / SizeClasses.PAGE) << INDEX_BITS | i;
        }
        Arrays.sort(order, 0, size);
        for (int i = 0; i < size; i++) {
            starts[i] = (order[i] >>> INDEX_BITS) * SizeClasses.PAGE;
            order[i] &= (1L << INDEX_BITS) - 1;
        }
        permute(shapes, descriptors, order, size);
        dropRepeated();
    }

    /// A list that lies about its length leads to older copies of itself.
    private void dropRepeated() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || starts[i] != starts[kept - 1]) {
                starts[kept] = starts[i];
                shapes[kept] = shapes[i];
                descriptors[kept++] = descriptors[i];
            }
        }
        size = kept;
    }

    /// Brings both arrays into an order, cycle by cycle, and leaves the order used up.
    private static void permute(long[] shapes, long[] descriptors, long[] order, int size) {
        for (int first = 0; first < size; first++) {
            long shape = shapes[first];
            long descriptor = descriptors[first];
            int to = first;
            while (order[to] >= 0) {
                int from = (int) order[to];
                order[to] = -1;
                shapes[to] = from == first ? shape : shapes[from];
                descriptors[to] = from == first ? descriptor : descriptors[from];
                to = from;
            }
        }
    }
}
