package io.maphealth.hotspot.audit;

import io.maphealth.process.Window;

/// Reads arrays of references where a map says that its table is: only what really is one, in pieces of bounded size.
/// For one thread.
final class ReferenceArrays {
    /// Enough for most tables at once.
    static final int WIDE = 1 << 18;

    /// For arrays of a few elements.
    static final int NARROW = 1 << 10;

    private static final int HEADER = 24;
    private static final int SOME = 128;

    private final LiveJvm jvm;
    private final int referenceBytes;
    private final int width;
    private final Window window;
    private final long[] some = new long[SOME];

    /// @param width how many bytes to read at once
    ReferenceArrays(LiveJvm jvm, int width) {
        this.jvm = jvm;
        this.width = width;
        this.window = new Window(width);
        this.referenceBytes = jvm.references().bytes();
    }

    /// Is shown the elements of an array that are not null.
    @FunctionalInterface
    interface Elements {
        void element(int index, long address);
    }

    /// Reads what the next calls will ask for, so that neighbours cost one read.
    void readAhead(long from, long to) {
        if (!window.covers(from, to - from)) {
            window.load(jvm.memory(), from, Math.clamp(to - from, 0, width));
        }
    }

    /// Forgets what was read ahead: the next call sees the memory as it is then.
    void forget() {
        window.load(jvm.memory(), 0, 0);
    }

    /// The array's length, or -1 when there is no array of references that ends in the space it starts in.
    long length(long array, HeapIds heap) {
        long length = length(array);
        return heap.inOneSpace(array, jvm.firstElement() + length * referenceBytes) ? length : -1;
    }

    /// The array's length, or -1 when there is no array of references at the address (any more).
    long length(long array) {
        int classNumber = classNumber(array);
        return classNumber >= 0 && jvm.classes().isReferenceArray(classNumber)
                ? window.unsignedIntAt(array + jvm.headers().kind().lengthOffset())
                : -1;
    }

    /// The class of the object at an address, or -1 when there is none that can be an array.
    int classNumber(long array) {
        if (!window.covers(array, HEADER)) {
            window.load(jvm.memory(), array, width);
        }
        return window.covers(array, HEADER) ? jvm.classes().of(jvm.headers().klassAt(window, array)) : -1;
    }

    /// Hands over the elements in order, but for nulls.
    ///
    /// @return false when memory ended before the array did
    boolean elements(long array, long length, Elements to) {
        long at = array + jvm.firstElement();
        long end = at + length * referenceBytes;
        int index = 0;
        while (at < end) {
            if (!window.covers(at, referenceBytes)) {
                window.load(jvm.memory(), at, (int) Math.min(width, end - at));
            }
            long piece = Math.min(end, window.start() + window.length() - referenceBytes + 1);
            if (at >= piece) {
                return false;
            }
            while (at < piece) {
                int count = (int) Math.min(some.length, (piece - at + referenceBytes - 1) / referenceBytes);
                jvm.references().read(window, at, some, count);
                for (int i = 0; i < count; i++) {
                    if (some[i] != 0) {
                        to.element(index + i, some[i]);
                    }
                }
                index += count;
                at += (long) count * referenceBytes;
            }
        }
        return true;
    }
}
