package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.javamaps.ClassSlots;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The classes of a JVM by their addresses. Does no I/O.
public final class ClassIndex {
    private static final String OBJECT_ARRAY = "[L";

    private final JavaClass[] classes;
    private final ClassSlots byAddress;
    private final boolean[] referenceArrays;

    public ClassIndex(List<JavaClass> classes) {
        this.classes = classes.toArray(JavaClass[]::new);
        this.byAddress = new ClassSlots(classes.size());
        this.referenceArrays = new boolean[classes.size()];
        for (int i = 0; i < this.classes.length; i++) {
            referenceArrays[i] = this.classes[i].name().startsWith(OBJECT_ARRAY);
            byAddress.put(this.classes[i].address(), i);
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
        return byAddress.get(address);
    }

    /// A class by its internal name; of several loaders' any.
    public Optional<JavaClass> named(String name) {
        return Arrays.stream(classes)
                .filter(javaClass -> javaClass.name().equals(name))
                .findFirst();
    }
}
