package io.maphealth.gomem.runtime;

import io.maphealth.gomem.UnreadableGoException;
import io.maphealth.process.AddressRange;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.Map;

/// Where a Go program's own tables lie in memory (`runtime.moduledata`, symtab.go; the same from 1.20 to 1.26).
public record ModuleData(
        AddressRange text, AddressRange data, AddressRange bss, AddressRange noPointerBss, AddressRange types) {
    private static final int SIZE = 320;
    private static final int MIN_PC = 160;
    private static final int MAX_PC = 168;
    private static final int TEXT = 176;
    private static final int DATA = 208;
    private static final int BSS = 224;
    private static final int NO_POINTER_BSS = 240;
    private static final int TYPES = 296;

    static final Map<String, Integer> OFFSETS = Map.of(
            "minpc", MIN_PC,
            "maxpc", MAX_PC,
            "text", TEXT,
            "data", DATA,
            "bss", BSS,
            "noptrbss", NO_POINTER_BSS,
            "types", TYPES);

    private static final int CHUNK = 1 << 18;
    private static final long MOST_BYTES = 1L << 32;
    /// `.gopclntab` starts with 0xFFFFFFF1, two zero bytes, the instruction size and the pointer size (go1.20
    /// symtab.go).
    private static final long TABLE_START = 0xFFFFFFF1L;

    private static final int TABLE_ALIGNMENT = 32;

    /// Finds it by the one word that points to the function table.
    static ModuleData find(Image image, Memory memory) throws UnreadableGoException {
        Window window = new Window(CHUNK);
        Window candidate = new Window(SIZE);
        for (long table : image.functionTables(memory, window)) {
            for (AddressRange range : image.writableRanges()) {
                for (long start = range.start(); start < range.end(); start += CHUNK) {
                    window.load(memory, start, (int) Math.min(CHUNK, range.end() - start));
                    for (long at = start; window.covers(at, Long.BYTES); at += Long.BYTES) {
                        if (window.longAt(at) == table && candidate.load(memory, at, SIZE) && plausible(candidate)) {
                            return of(candidate);
                        }
                    }
                }
            }
        }
        throw new UnreadableGoException(image.name() + ": no Go module data found in its memory");
    }

    static boolean functionTable(long firstWord) {
        long instructionSize = firstWord >>> 48 & 0xFF;
        return (firstWord & 0xFFFF_FFFFFFFFL) == TABLE_START
                && (instructionSize == 1 || instructionSize == 4)
                && firstWord >>> 56 == Long.BYTES;
    }

    static int tableAlignment() {
        return TABLE_ALIGNMENT;
    }

    private static boolean plausible(Window module) {
        ModuleData found = of(module);
        long minPc = module.longAt(module.start() + MIN_PC);
        long maxPc = module.longAt(module.start() + MAX_PC);
        return sized(found.text)
                && sized(found.data)
                && sized(found.bss)
                && sized(found.noPointerBss)
                && sized(found.types)
                && found.text.length() > 0
                && found.types.length() > 0
                && minPc >= found.text.start()
                && maxPc <= found.text.end();
    }

    private static boolean sized(AddressRange range) {
        return range.start() >= 0 && range.length() >= 0 && range.length() <= MOST_BYTES;
    }

    private static ModuleData of(Window module) {
        return new ModuleData(
                range(module, TEXT),
                range(module, DATA),
                range(module, BSS),
                range(module, NO_POINTER_BSS),
                range(module, TYPES));
    }

    private static AddressRange range(Window module, int offset) {
        return new AddressRange(
                module.longAt(module.start() + offset), module.longAt(module.start() + offset + Long.BYTES));
    }
}
