package io.maphealth.hotspot.heap;

import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;

/// How ZGC colours references with what it knows of them, and what is under the colour
/// (`src/hotspot/share/gc/z/zAddress.hpp`, `zGlobals.hpp`): the offset of an object in the heap.
sealed interface Colours {
    /// The address that a coloured reference leads to, 0 for null.
    long ofReference(long raw);

    /// The address that the JVM itself writes down, in the form that references lead to.
    long ofAddress(long raw);

    /// The address of an offset in the heap.
    long ofOffset(long offset);

    /// How many bytes of offsets there are.
    long reach();

    /// What this JVM's is.
    static Colours read(ZNames names, VmStructs structs, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        Globals globals = new Globals(
                names.of("GlobalsForVMStructs"),
                structs,
                words,
                words.longAt(structs.address(names.of("GlobalsForVMStructs"), "_instance_p")));
        long offsets = globals.value(names.of("AddressOffsetMask"));
        if (structs.findOffset(globals.type(), "_ZPointerLoadGoodMask").isEmpty()) {
            return new Views(offsets, globals.value(names.of("AddressGoodMask")) & ~offsets);
        }
        long good = globals.value("ZPointerLoadGoodMask");
        return new LowBits(
                offsets,
                good | globals.value("ZPointerLoadBadMask"),
                Long.bitCount(good) == 1 ? LowBits.BY_BIT : (int) globals.value("ZPointerLoadShift"));
    }

    /// Pointers to what ZGC keeps in global variables.
    record Globals(String type, VmStructs structs, Words words, long instance) {
        long value(String name) throws UnreadableMemoryException, UnknownLayoutException {
            return words.longAt(words.longAt(instance + structs.offset(type, "_" + name)));
        }
    }

    /// One bit above the offset, to JDK 20 and in the ZGC without generations: the heap is mapped once
    /// for each of them, and `view` stands for all.
    record Views(long offsets, long view) implements Colours {
        @Override
        public long ofReference(long raw) {
            return (raw & offsets) == 0 ? 0 : ofAddress(raw);
        }

        @Override
        public long ofAddress(long raw) {
            return (raw & offsets) | view;
        }

        @Override
        public long ofOffset(long offset) {
            return offset | view;
        }

        @Override
        public long reach() {
            return offsets + 1;
        }
    }

    /// Bits below the address, in the ZGC with generations. The address begins behind the one bit of `remapped` that is
    /// set; or, where all but one are, always at the same.
    record LowBits(long offsets, long remapped, int shift) implements Colours {
        static final int BY_BIT = -1;

        @Override
        public long ofReference(long raw) {
            long bits = raw & remapped;
            if (bits == 0) {
                return 0;
            }
            long address = raw >>> (shift == BY_BIT ? Long.numberOfTrailingZeros(bits) + 1 : shift);
            return (address & offsets) == 0 ? 0 : address;
        }

        @Override
        public long ofAddress(long raw) {
            return raw;
        }

        @Override
        public long ofOffset(long offset) {
            return offset | reach();
        }

        /// The bit above all offsets, with which every address begins.
        @Override
        public long reach() {
            return offsets + 1;
        }
    }
}
