package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Finds the class of an object by its address, in one probe of an open-addressing table. Does no I/O.
public final class ClassIndex {
    private static final int NONE = -1;
    private static final String OBJECT_ARRAY = "[L";
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int HIGH_BITS = 40;

    private final JavaClass[] classes;
    private final long[] addresses;
    private final int[] indexes;
    private final boolean[] referenceArrays;
    private final int mask;

    public ClassIndex(List<JavaClass> classes) {
        this.classes = classes.toArray(JavaClass[]::new);
        int slots = Integer.highestOneBit(Math.max(8, classes.size()) * 8 - 1);
        this.addresses = new long[slots];
        this.indexes = new int[slots];
        Arrays.fill(indexes, NONE);
        this.mask = slots - 1;
        this.referenceArrays = new boolean[classes.size()];
        for (int i = 0; i < this.classes.length; i++) {
            referenceArrays[i] = this.classes[i].name().startsWith(OBJECT_ARRAY);
            int slot = slotOf(this.classes[i].address());
            addresses[slot] = this.classes[i].address();
            indexes[slot] = i;
        }
    }

    public int size() {
        return classes.length;
    }

    public JavaClass get(int index) {
        return classes[index];
    }

    /// Whether objects of the class are arrays of references to objects that are no arrays.
    public boolean isReferenceArray(int index) {
        return referenceArrays[index];
    }

    /// The place of the class in the list, or -1 when there is none at this address.
    public int of(long address) {
        int slot = firstSlot(address);
        return addresses[slot] == address ? indexes[slot] : further(address);
    }

    /// A class by its internal name; of several loaders' any.
    public Optional<JavaClass> named(String name) {
        return Arrays.stream(classes)
                .filter(javaClass -> javaClass.name().equals(name))
                .findFirst();
    }

    private int further(long address) {
        int slot = slotOf(address);
        return addresses[slot] == address ? indexes[slot] : NONE;
    }

    /// The slot of the class, or the one in which it would be.
    private int slotOf(long address) {
        int slot = firstSlot(address);
        while (addresses[slot] != 0 && addresses[slot] != address) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int firstSlot(long address) {
        return (int) ((address * SPREAD) >>> HIGH_BITS) & mask;
    }
}
