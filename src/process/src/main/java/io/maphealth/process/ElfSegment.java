package io.maphealth.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A part of an ELF file as it lies in memory (`Elf64_Phdr`, elf(5)).
///
/// `fileSize` bytes come from the file at `fileOffset`; up to `memorySize` the rest is zero, or, in a core, not
/// written.
public record ElfSegment(int type, int flags, long fileOffset, long address, long fileSize, long memorySize) {
    static final int SIZE = 56;
    static final int ADDRESS = 16;

    private static final int LOAD = 1;
    private static final int NOTE = 4;
    private static final int EXECUTE = 1;
    private static final int WRITE = 2;
    private static final int READ = 4;

    static ElfSegment of(ByteBuffer entry) {
        ByteBuffer bytes = entry.order(ByteOrder.LITTLE_ENDIAN);
        return new ElfSegment(
                bytes.getInt(0),
                bytes.getInt(4),
                bytes.getLong(8),
                bytes.getLong(ADDRESS),
                bytes.getLong(32),
                bytes.getLong(40));
    }

    public boolean loaded() {
        return type == LOAD;
    }

    public boolean notes() {
        return type == NOTE;
    }

    Mapping mapping(long bias, String path) {
        return new Mapping(
                new AddressRange(address + bias, address + bias + memorySize),
                (flags & READ) != 0,
                (flags & WRITE) != 0,
                (flags & EXECUTE) != 0,
                fileOffset,
                path);
    }
}
