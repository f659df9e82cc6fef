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

    private final int lengthOffset;
    private final long alignment;
    private final int mirrorSizeOffset;

    public ObjectSizes(VmStructs structs, VmFlags flags, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        this.lengthOffset = ObjectHeaders.read(structs, flags, words).kind().lengthOffset();
        this.alignment = flags.smallValue("ObjectAlignmentInBytes");
        this.mirrorSizeOffset = words.intAt(structs.address("java_lang_Class", "_oop_size_offset"));
    }

    /// Bytes of the object at `address`, or 0 when its class cannot have objects. The window covers the array length;
    /// for a `java.lang.Class`, which also holds its class's static fields, the field that says its size.
    public long of(JavaClass javaClass, Window window, long address) {
        int helper = javaClass.layoutHelper();
        if (helper > 0) {
            return javaClass.name().equals(CLASS)
                    ? window.unsignedIntAt(address + mirrorSizeOffset) * Long.BYTES
                    : (long) helper & NO_FLAGS;
        }
        if (helper == 0) {
            return 0;
        }
        long elements = window.unsignedIntAt(address + lengthOffset) << javaClass.elementShift();
        return (javaClass.arrayHeaderBytes() + elements + alignment - 1) & -alignment;
    }

    /// Bytes from an object's start that [#of] may look at.
    int most() {
        return Math.max(lengthOffset, mirrorSizeOffset) + Integer.BYTES;
    }
}
