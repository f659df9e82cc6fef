package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.JavaClass;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmFlags;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Window;
import io.maphealth.process.Words;

/// How many bytes an object takes, by its class's layout helper (`src/hotspot/share/oops/klass.hpp`): positive, it is
/// the size itself; negative, an array's header size and the width of its elements.
public final class ObjectSizes {
    private static final int NO_FLAGS = ~7;
    private static final String CLASS = "java/lang/Class";
    private static final int ARRAY = -1;
    private static final int MIRROR = -2;

    private final int lengthOffset;
    private final long alignment;
    private final int mirrorSizeOffset;
    private final ClassIndex classes;

    /// By number of the class: bytes of every instance, or what else it is.
    private final int[] bytes;

    private ObjectSizes(ClassIndex classes, int lengthOffset, long alignment, int mirrorSizeOffset) {
        this.classes = classes;
        this.lengthOffset = lengthOffset;
        this.alignment = alignment;
        this.mirrorSizeOffset = mirrorSizeOffset;
        this.bytes = new int[classes.size()];
        for (int number = 0; number < bytes.length; number++) {
            JavaClass javaClass = classes.get(number);
            int helper = javaClass.layoutHelper();
            int fixed = javaClass.name().equals(CLASS) ? MIRROR : helper & NO_FLAGS;
            bytes[number] = helper < 0 ? ARRAY : fixed;
        }
    }

    public static ObjectSizes of(ClassIndex classes, VmStructs structs, VmFlags flags, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        return new ObjectSizes(
                classes,
                ObjectHeaders.read(structs, flags, words).kind().lengthOffset(),
                flags.smallValue("ObjectAlignmentInBytes"),
                words.intAt(structs.address("java_lang_Class", "_oop_size_offset")));
    }

    /// Bytes of the object at `address`, or 0 when its class cannot have objects or the window does not reach what says
    /// it: the array length; for a `java.lang.Class`, which also holds its class's static fields, a field.
    long of(int classNumber, Window window, long address) {
        int fixed = bytes[classNumber];
        return fixed >= 0 ? fixed : variable(classNumber, window, address);
    }

    private long variable(int classNumber, Window window, long address) {
        if (!window.covers(address, most())) {
            return 0;
        }
        if (bytes[classNumber] == MIRROR) {
            return window.unsignedIntAt(address + mirrorSizeOffset) * Long.BYTES;
        }
        JavaClass array = classes.get(classNumber);
        long elements = window.unsignedIntAt(address + lengthOffset) << array.elementShift();
        return (array.arrayHeaderBytes() + elements + alignment - 1) & -alignment;
    }

    /// Bytes from an object's start that [#of] may look at.
    int most() {
        return Math.max(lengthOffset, mirrorSizeOffset) + Integer.BYTES;
    }
}
