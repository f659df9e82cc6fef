package io.maphealth.hotspot.heap;

import java.util.Arrays;

/// Finds the class of an object by what stands for it in the object's header, in one probe of an open-addressing table,
/// and how far it is to the next object when nobody wants to see this one. For one pass over a heap.
final class ClassWords {
    /// Where the size of an object has to be asked for, or somebody wants to see it.
    static final int NO_STRIDE = 0;

    private static final int NONE = -1;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int HIGH_BITS = 40;
    private static final int SHIFT_BITS = 3;

    private final long[] words;
    private final int[] numbers;
    private final int[] strides;
    private final int mask;

    ClassWords(ClassIndex classes, ObjectHeaders headers, ObjectSizes sizes, boolean[] wanted) {
        int slots = Integer.highestOneBit(Math.max(8, classes.size()) * 8 - 1);
        this.words = new long[slots];
        this.numbers = new int[slots];
        this.strides = new int[slots];
        this.mask = slots - 1;
        Arrays.fill(numbers, NONE);
        for (int number = 0; number < classes.size(); number++) {
            long word = headers.wordOf(classes.get(number).address());
            if (word != 0) {
                int slot = slotOf(word);
                words[slot] = word;
                numbers[slot] = number;
                strides[slot] = wanted[number] ? NO_STRIDE : stride(sizes, number);
            }
        }
    }

    long[] words() {
        return words;
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
        return mask;
    }

    /// The slot in which a class is, unless another one has taken it.
    static int firstSlot(long word, int mask) {
        return (int) ((word * SPREAD) >>> HIGH_BITS) & mask;
    }

    /// The number of the class, or -1 when no class has this word.
    int number(long word) {
        int slot = slotOf(word);
        return words[slot] == word ? numbers[slot] : NONE;
    }

    private int slotOf(long word) {
        int slot = firstSlot(word, mask);
        while (words[slot] != 0 && words[slot] != word) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
