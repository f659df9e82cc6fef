package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmFlags;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Window;
import io.maphealth.process.Words;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads references between objects, compressed or not, coloured or not.
public final class References {
    /// Where the encoding is described: in JDK 25, in 17 and 21, in 11.
    private static final List<Home> HOMES = List.of(
            new Home("CompressedOops", "_base", "_shift"),
            new Home("CompressedOops", "_narrow_oop._base", "_narrow_oop._shift"),
            new Home("Universe", "_narrow_oop._base", "_narrow_oop._shift"));

    private record Home(String type, String base, String shift) {}

    private static final int WORD_SHIFT = 3;
    private static final long NARROW = 0xFFFF_FFFFL;

    private final PointerEncoding encoding;
    private final @Nullable Colours colours;

    private References(PointerEncoding encoding, @Nullable Colours colours) {
        this.encoding = encoding;
        this.colours = colours;
    }

    public static References read(VmStructs structs, VmFlags flags, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        if (!flags.on("UseCompressedOops")) {
            Colours colours = flags.on("UseZGC") ? Colours.read(ZNames.of(structs, flags), structs, words) : null;
            return new References(PointerEncoding.WIDE, colours);
        }
        for (Home home : HOMES) {
            OptionalLong base = structs.findAddress(home.type(), home.base());
            OptionalLong shift = structs.findAddress(home.type(), home.shift());
            if (base.isPresent() && shift.isPresent()) {
                return new References(
                        new PointerEncoding(
                                words.longAt(base.getAsLong()), words.intAt(shift.getAsLong()), Integer.BYTES),
                        null);
            }
        }
        throw new UnknownLayoutException("this JVM does not say how it compresses references");
    }

    /// Bytes that a reference takes.
    public int bytes() {
        return encoding.bytes();
    }

    /// Reads so many references that lie one after another, all of them in the window, as [#at] does.
    public void read(Window window, long address, long[] into, int count) {
        if (encoding.bytes() != Integer.BYTES) {
            window.longsAt(address, Long.BYTES, into, count);
            for (int i = 0; colours != null && i < count; i++) {
                into[i] = colours.ofReference(into[i]);
            }
            return;
        }
        long[] words = window.words();
        long base = encoding.base();
        int shift = encoding.shift();
        int offset = (int) (address - window.start());
        for (int i = 0; i < count; i++, offset += Integer.BYTES) {
            long raw = (words[offset >> WORD_SHIFT] >>> (offset << WORD_SHIFT)) & NARROW;
            into[i] = raw == 0 ? 0 : base + (raw << shift);
        }
    }

    /// The address that the reference at `address` leads to, 0 for null.
    public long at(Window window, long address) {
        return encoding.bytes() == Integer.BYTES
                ? encoding.decode(window.unsignedIntAt(address))
                : uncompressed(window.longAt(address));
    }

    /// The address that a reference of 8 bytes leads to, which is how the JVM itself refers to objects.
    public long uncompressed(long raw) {
        return colours == null ? raw : colours.ofReference(raw);
    }

    /// The address of a place in the heap that the JVM has written down, as references lead to it.
    public long place(long raw) {
        return colours == null ? raw : colours.ofAddress(raw);
    }
}
