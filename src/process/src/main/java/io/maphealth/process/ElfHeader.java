package io.maphealth.process;

import java.nio.ByteBuffer;

/// The start of an ELF file (`Elf64_Ehdr`, elf(5)).
public record ElfHeader(
        int type,
        int machine,
        long entry,
        long segmentsOffset,
        long sectionsOffset,
        int segmentCount,
        int sectionCount,
        int sectionNames) {
    /// A program that is loaded where it says.
    public static final int EXECUTABLE = 2;
    /// A program (PIE) or library that is loaded anywhere.
    public static final int SHARED = 3;
    /// A core file.
    public static final int CORE = 4;

    static final int SIZE = 64;
    static final int SEGMENTS_OFFSET = 32;
    static final int SEGMENT_COUNT = 56;
    static final int COUNT_ELSEWHERE = 0xFFFF;

    static ElfHeader of(ByteBuffer bytes) {
        return new ElfHeader(
                Short.toUnsignedInt(bytes.getShort(16)),
                Short.toUnsignedInt(bytes.getShort(18)),
                bytes.getLong(24),
                bytes.getLong(SEGMENTS_OFFSET),
                bytes.getLong(40),
                Short.toUnsignedInt(bytes.getShort(SEGMENT_COUNT)),
                Short.toUnsignedInt(bytes.getShort(60)),
                Short.toUnsignedInt(bytes.getShort(62)));
    }
}
