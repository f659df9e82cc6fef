package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmFlags;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Window;
import io.maphealth.process.Words;
import java.util.OptionalLong;

/// What the first words of an object say: whether there can be one, and of which class.
public final class ObjectHeaders {
    static final int KLASS_OFFSET = Long.BYTES;
    private static final int MARKED = 3;
    private static final int UNLOCKED = 1;

    private final HeaderKind kind;
    private final boolean wide;
    private final boolean compact;
    private final PointerEncoding klassPointers;
    private final int klassShift;
    private final long impossibleWhenUnlocked;

    private ObjectHeaders(HeaderKind kind, PointerEncoding klassPointers, int klassShift, long impossibleWhenUnlocked) {
        this.kind = kind;
        this.wide = kind == HeaderKind.WIDE;
        this.compact = kind == HeaderKind.COMPACT;
        this.klassPointers = klassPointers;
        this.klassShift = klassShift;
        this.impossibleWhenUnlocked = impossibleWhenUnlocked;
    }

    public static ObjectHeaders read(VmStructs structs, VmFlags flags, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        if (flags.on("UseCompactObjectHeaders")) {
            int shift = (int) structs.constant("markWord::klass_shift");
            return new ObjectHeaders(HeaderKind.COMPACT, klassPointers(structs, words), shift, 0);
        }
        long hashEnd = structs.constant("markWord::hash_shift") + structs.constant("markWord::hash_bits");
        long impossible = -1L << hashEnd;
        return flags.on("UseCompressedClassPointers")
                ? new ObjectHeaders(HeaderKind.NARROW, klassPointers(structs, words), 0, impossible)
                : new ObjectHeaders(HeaderKind.WIDE, PointerEncoding.WIDE, 0, impossible);
    }

    public HeaderKind kind() {
        return kind;
    }

    /// The address of the class of the object at `address`, or 0 when no object can start there. The window covers the
    /// first [HeaderKind#lengthOffset] bytes.
    public long klassAt(Window window, long address) {
        long mark = window.longAt(address);
        int lock = (int) mark & MARKED;
        if (lock == MARKED || (lock == UNLOCKED && (mark & impossibleWhenUnlocked) != 0)) {
            return 0;
        }
        if (wide) {
            return window.longAt(address + KLASS_OFFSET);
        }
        return klassPointers.decode(compact ? mark >>> klassShift : window.unsignedIntAt(address + KLASS_OFFSET));
    }

    private static PointerEncoding klassPointers(VmStructs structs, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        OptionalLong nested = structs.findAddress("CompressedKlassPointers", "_narrow_klass._base");
        String prefix = nested.isPresent() ? "_narrow_klass." : "";
        return new PointerEncoding(
                words.longAt(structs.address("CompressedKlassPointers", prefix + "_base")),
                words.intAt(structs.address("CompressedKlassPointers", prefix + "_shift")),
                Integer.BYTES);
    }
}
