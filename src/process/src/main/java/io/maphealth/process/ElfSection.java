package io.maphealth.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A named part of an ELF file (`Elf64_Shdr`, elf(5)). `address` is 0 for what is not loaded.
public record ElfSection(String name, int type, long flags, long address, long fileOffset, long size, int link) {
    static final int SIZE = 64;
    static final int INFO = 44;

    private static final int SYMBOLS = 2;
    private static final int DYNAMIC_SYMBOLS = 11;
    private static final long COMPRESSED = 1 << 11;

    static ElfSection of(ByteBuffer entry, String name) {
        ByteBuffer bytes = entry.order(ByteOrder.LITTLE_ENDIAN);
        return new ElfSection(
                name,
                bytes.getInt(4),
                bytes.getLong(8),
                bytes.getLong(16),
                bytes.getLong(24),
                bytes.getLong(32),
                bytes.getInt(40));
    }

    public boolean symbols() {
        return type == SYMBOLS || type == DYNAMIC_SYMBOLS;
    }

    public boolean compressed() {
        return (flags & COMPRESSED) != 0;
    }
}
