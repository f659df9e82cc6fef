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
    private static final long NARROW = 0xFFFF_FFFFL;
    private static final int MARKED = 3;
    private static final int UNLOCKED = 1;

    private final HeaderKind kind;
    private final int klassOffset;
    private final int klassShift;
    private final long klassMask;
    private final long klassBase;
    private final int klassScale;
    private final long impossibleWhenUnlocked;

    private ObjectHeaders(HeaderKind kind, PointerEncoding klassPointers, int klassShift, long impossibleWhenUnlocked) {
        this.kind = kind;
        this.klassOffset = kind == HeaderKind.COMPACT ? 0 : Long.BYTES;
        this.klassShift = klassShift;
        this.klassMask = kind == HeaderKind.WIDE ? -1 : NARROW;
        this.klassBase = klassPointers.base();
        this.klassScale = klassPointers.shift();
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

    /// Of the word of an object that names its class, which may be the first.
    int klassOffset() {
        return klassOffset;
    }

    /// The address of the class of the object at `address`, or of nothing when no object can start there. The window
    /// covers the first [HeaderKind#lengthOffset] bytes.
    public long klassAt(Window window, long address) {
        return klass(window.longAt(address), klassWord(window, address));
    }

    /// The same by an object's first word and the one that names its class.
    long klass(long mark, long klassWord) {
        return possible(mark) ? klassBase + (((klassWord >>> klassShift) & klassMask) << klassScale) : 0;
    }

    private boolean possible(long mark) {
        int lock = (int) mark & MARKED;
        return lock != MARKED && (lock != UNLOCKED || (mark & impossibleWhenUnlocked) == 0);
    }

    private long klassWord(Window window, long address) {
        return kind == HeaderKind.NARROW
                ? window.unsignedIntAt(address + klassOffset)
                : window.longAt(address + klassOffset);
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
