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

    /// By number of the class: bytes of every instance, or what else it is.
    private final int[] bytes;
    /// Of classes of arrays: bytes before the first element, up to the alignment.
    private final long[] headerBytes;

    private final int[] elementShift;

    private ObjectSizes(ClassIndex classes, int lengthOffset, long alignment, int mirrorSizeOffset) {
        this.lengthOffset = lengthOffset;
        this.alignment = alignment;
        this.mirrorSizeOffset = mirrorSizeOffset;
        this.bytes = new int[classes.size()];
        this.headerBytes = new long[bytes.length];
        this.elementShift = new int[bytes.length];
        for (int number = 0; number < bytes.length; number++) {
            JavaClass javaClass = classes.get(number);
            int helper = javaClass.layoutHelper();
            int fixed = javaClass.name().equals(CLASS) ? MIRROR : helper & NO_FLAGS;
            bytes[number] = helper < 0 ? ARRAY : fixed;
            headerBytes[number] = javaClass.arrayHeaderBytes() + alignment - 1;
            elementShift[number] = javaClass.elementShift();
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

    boolean isArray(int classNumber) {
        return bytes[classNumber] == ARRAY;
    }

    /// Bytes of every instance of a class, not above 0 where they differ.
    int fixed(int classNumber) {
        return bytes[classNumber];
    }

    /// Of a class of arrays: bytes before the first element, and what is to be added to be rounded down to the
    /// [#alignment].
    long headerBytes(int classNumber) {
        return headerBytes[classNumber];
    }

    int elementShift(int classNumber) {
        return elementShift[classNumber];
    }

    long alignment() {
        return alignment;
    }

    /// Bytes of the object at `address`, or 0 when its class cannot have objects or they are not [#known].
    long of(int classNumber, Window window, long address) {
        int fixed = bytes[classNumber];
        return fixed >= 0 ? fixed : variable(classNumber, window, address);
    }

    /// Whether the window reaches what says how large the object is: the array length; for a `java.lang.Class`, which
    /// also holds its class's static fields, a field.
    boolean known(int classNumber, Window window, long address) {
        int fixed = bytes[classNumber];
        return fixed >= 0 || window.covers(address + (fixed == ARRAY ? lengthOffset : mirrorSizeOffset), Integer.BYTES);
    }

    private long variable(int classNumber, Window window, long address) {
        if (!known(classNumber, window, address)) {
            return 0;
        }
        if (bytes[classNumber] == MIRROR) {
            return window.unsignedIntAt(address + mirrorSizeOffset) * Long.BYTES;
        }
        long elements = window.unsignedIntAt(address + lengthOffset) << elementShift[classNumber];
        return (headerBytes[classNumber] + elements) & -alignment;
    }
}
