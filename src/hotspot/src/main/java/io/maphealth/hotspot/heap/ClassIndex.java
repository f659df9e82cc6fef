package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.JavaClass;
import java.util.List;
import java.util.Optional;

/// Finds the class of an object by its address, in one probe of an open-addressing table. Does no I/O.
public final class ClassIndex {
    private static final int NONE = -1;

    private final List<JavaClass> classes;
    private final long[] addresses;
    private final int[] indexes;
    private final int mask;

    public ClassIndex(List<JavaClass> classes) {
        this.classes = List.copyOf(classes);
        int slots = Integer.highestOneBit(Math.max(8, classes.size()) * 4 - 1);
        this.addresses = new long[slots];
        this.indexes = new int[slots];
        this.mask = slots - 1;
        for (int i = 0; i < this.classes.size(); i++) {
            int slot = slotOf(this.classes.get(i).address());
            addresses[slot] = this.classes.get(i).address();
            indexes[slot] = i;
        }
    }

    public int size() {
        return classes.size();
    }

    public JavaClass get(int index) {
        return classes.get(index);
    }

    /// The place of the class in the list, or -1 when there is none at this address.
    public int of(long address) {
        int slot = slotOf(address);
        // an empty slot must not pass for a class at address 0
        return address != 0 && addresses[slot] == address ? indexes[slot] : NONE;
    }

    /// A class by its internal name; of several loaders' any.
    public Optional<JavaClass> named(String name) {
        return classes.stream()
                .filter(javaClass -> javaClass.name().equals(name))
                .findFirst();
    }

    private int slotOf(long address) {
        int slot = (int) ((address * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (addresses[slot] != 0 && addresses[slot] != address) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
