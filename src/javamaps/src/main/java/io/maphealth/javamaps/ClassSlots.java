package io.maphealth.javamaps;

import java.util.Arrays;

/// Numbers of classes by what stands for them, an id, an address or a part of a header, never 0: most are found in one
/// probe of an open-addressing table.
public final class ClassSlots {
    public static final int NONE = -1;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int HIGH_BITS = 40;

    private final long[] keys;
    private final int[] numbers;
    private final int mask;

    /// Of so many classes.
    public ClassSlots(int classes) {
        int slots = Integer.highestOneBit(Math.max(8, classes) * 8 - 1);
        this.keys = new long[slots];
        this.numbers = new int[slots];
        this.mask = slots - 1;
        Arrays.fill(numbers, NONE);
    }

    /// Numbers classes in their order.
    public static ClassSlots inOrder(long[] classes) {
        ClassSlots slots = new ClassSlots(classes.length);
        for (int number = 0; number < classes.length; number++) {
            slots.put(classes[number], number);
        }
        return slots;
    }

    /// The slot in which the class is from now on.
    public int put(long key, int number) {
        int slot = slotOf(key);
        keys[slot] = key;
        numbers[slot] = number;
        return slot;
    }

    /// The number of a class, or [#NONE].
    public int get(long key) {
        int slot = firstSlot(key, mask);
        while (keys[slot] != key) {
            if (keys[slot] == 0) {
                return NONE;
            }
            slot = (slot + 1) & mask;
        }
        return numbers[slot];
    }

    /// By slot, 0 in empty ones.
    public long[] keys() {
        return keys;
    }

    public int mask() {
        return mask;
    }

    /// The slot in which a class is, unless another one has taken it.
    public static int firstSlot(long key, int mask) {
        return (int) ((key * SPREAD) >>> HIGH_BITS) & mask;
    }

    /// The slot of the class, or the one in which it would be.
    private int slotOf(long key) {
        int slot = firstSlot(key, mask);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
