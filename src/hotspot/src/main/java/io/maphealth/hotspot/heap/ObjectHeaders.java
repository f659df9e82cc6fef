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

    /// Where the encoding of class pointers is described: in JDK 25, in 17 and 21, in 11.
    private static final String[][] KLASS_HOMES = {
        {"CompressedKlassPointers", ""}, {"CompressedKlassPointers", "_narrow_klass."}, {"Universe", "_narrow_klass."}
    };

    private final HeaderKind kind;
    private final int klassOffset;
    private final int klassShift;
    private final long klassMask;
    private final long klassBase;
    private final int klassScale;
    private final Marks marks;

    /// What no mark has in which `lockBits` say that nobody has locked the object.
    private record Marks(long lockBits, long impossible) {
        static final Marks ALL = new Marks(MARKED, 0);
    }

    private ObjectHeaders(HeaderKind kind, PointerEncoding klassPointers, int klassShift, Marks marks) {
        this.kind = kind;
        this.klassOffset = kind == HeaderKind.COMPACT ? 0 : Long.BYTES;
        this.klassShift = klassShift;
        this.klassMask = kind == HeaderKind.WIDE ? -1 : NARROW;
        this.klassBase = klassPointers.base();
        this.klassScale = klassPointers.shift();
        this.marks = marks;
    }

    public static ObjectHeaders read(VmStructs structs, VmFlags flags, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        if (flags.on("UseCompactObjectHeaders")) {
            int shift = (int) structs.constant("markWord::klass_shift");
            return new ObjectHeaders(HeaderKind.COMPACT, klassPointers(structs, words), shift, Marks.ALL);
        }
        // named markWord from JDK 14 on
        String mark = structs.findConstant("markOopDesc::hash_shift").isPresent() ? "markOopDesc::" : "markWord::";
        long hashEnd = structs.constant(mark + "hash_shift") + structs.constant(mark + "hash_bits");
        // a bit that says whose the lock is biased to be, in JVMs that have such locks
        long biased = structs.findConstant(mark + "biased_lock_bit_in_place").orElse(0);
        Marks marks = new Marks(MARKED | biased, -1L << hashEnd);
        return flags.on("UseCompressedClassPointers")
                ? new ObjectHeaders(HeaderKind.NARROW, klassPointers(structs, words), 0, marks)
                : new ObjectHeaders(HeaderKind.WIDE, PointerEncoding.WIDE, 0, marks);
    }

    public HeaderKind kind() {
        return kind;
    }

    /// Of the word of an object that names its class, which may be the first.
    int klassOffset() {
        return klassOffset;
    }

    int klassShift() {
        return klassShift;
    }

    long klassMask() {
        return klassMask;
    }

    /// What stands for a class in a header, 0 when nothing can.
    long wordOf(long klass) {
        long word = (klass - klassBase) >>> klassScale;
        return (word & klassMask) == word && klassBase + (word << klassScale) == klass ? word : 0;
    }

    /// The address of the class of the object at `address`, or of nothing when no object can start there. The window
    /// covers the first [HeaderKind#lengthOffset] bytes.
    public long klassAt(Window window, long address) {
        return possible(window.longAt(address))
                ? klassBase + (((klassWord(window, address) >>> klassShift) & klassMask) << klassScale)
                : 0;
    }

    /// Whether an object can have this first word.
    boolean possible(long mark) {
        return (mark & MARKED) != MARKED && ((mark & marks.lockBits()) != UNLOCKED || (mark & marks.impossible()) == 0);
    }

    private long klassWord(Window window, long address) {
        return kind == HeaderKind.NARROW
                ? window.unsignedIntAt(address + klassOffset)
                : window.longAt(address + klassOffset);
    }

    private static PointerEncoding klassPointers(VmStructs structs, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        for (String[] home : KLASS_HOMES) {
            OptionalLong base = structs.findAddress(home[0], home[1] + "_base");
            if (base.isPresent()) {
                return new PointerEncoding(
                        words.longAt(base.getAsLong()),
                        words.intAt(structs.address(home[0], home[1] + "_shift")),
                        Integer.BYTES);
            }
        }
        throw new UnknownLayoutException("this JVM does not say how it compresses references to classes");
    }
}
