package io.maphealth.hotspot.heap;

import io.maphealth.javamaps.ClassSlots;

/// Finds the class of an object by what stands for it in the object's header, and how far it is to the next object when
/// nobody wants to see this one. For one pass over a heap.
final class ClassWords {
    /// Where the size of an object has to be asked for, or somebody wants to see it.
    static final int NO_STRIDE = 0;

    private static final int SHIFT_BITS = 3;

    private final ClassSlots slots;
    private final int[] strides;

    ClassWords(ClassIndex classes, ObjectHeaders headers, ObjectSizes sizes, boolean[] wanted) {
        this.slots = new ClassSlots(classes.size());
        this.strides = new int[slots.keys().length];
        for (int number = 0; number < classes.size(); number++) {
            long word = headers.wordOf(classes.get(number).address());
            if (word != 0) {
                int slot = slots.put(word, number);
                strides[slot] = wanted[number] ? NO_STRIDE : stride(sizes, number);
            }
        }
    }

    /// The words by slot, as [ClassSlots#firstSlot] tells it.
    long[] words() {
        return slots.keys();
    }

    /// By slot: the bytes of every object of a class; below 0 of a class of arrays, see [#arrayBytes]; else
    /// [#NO_STRIDE].
    int[] strides() {
        return strides;
    }

    /// The bytes of an array by its class's stride, before they are aligned.
    static long arrayBytes(int stride, long length) {
        int header = -stride;
        return (header >> SHIFT_BITS) + (length << (header & ((1 << SHIFT_BITS) - 1)));
    }

    private static int stride(ObjectSizes sizes, int number) {
        return sizes.isArray(number)
                ? -(int) ((sizes.headerBytes(number) << SHIFT_BITS) | sizes.elementShift(number))
                : Math.max(NO_STRIDE, sizes.fixed(number));
    }

    int mask() {
        return slots.mask();
    }

    /// The number of the class, or -1 when no class has this word.
    int number(long word) {
        return slots.get(word);
    }
}
