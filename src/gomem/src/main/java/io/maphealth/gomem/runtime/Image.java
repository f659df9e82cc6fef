package io.maphealth.gomem.runtime;

import io.maphealth.process.AddressRange;
import io.maphealth.process.Elf;
import io.maphealth.process.ElfSection;
import io.maphealth.process.Mapping;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A program file as it is loaded: its name and where its sections came to lie. `bias` is 0 for a program that is not
/// position-independent.
record Image(String name, long bias, Optional<AddressRange> functionTable, List<AddressRange> writableRanges) {
    private static final long PAGE = 4096;
    private static final int CHUNK = 1 << 20;
    private static final List<String> FUNCTION_TABLES = List.of(".gopclntab", ".data.rel.ro.gopclntab");
    /// Where the versions and link modes keep the module data, likeliest first.
    private static final List<String> MODULE_DATA = List.of(".go.module", ".noptrdata", ".data.rel.ro", ".data");

    static Image of(Elf elf, Memory memory) {
        String path = memory.program().name();
        long loadedAt = memory.mappings()
                .firstOf(path)
                .map(mapping -> mapping.range().start() / PAGE * PAGE)
                .orElse(0L);
        long bias = loadedAt - elf.lowestAddress() / PAGE * PAGE;
        List<AddressRange> writable = new ArrayList<>();
        for (String section : MODULE_DATA) {
            elf.section(section).ifPresent(found -> writable.add(range(found, bias)));
        }
        if (writable.isEmpty()) {
            memory.mappings().all().stream()
                    .filter(mapping -> mapping.path().equals(path))
                    .map(Mapping::range)
                    .forEach(writable::add);
        }
        Optional<AddressRange> table = FUNCTION_TABLES.stream()
                .flatMap(name -> elf.section(name).stream())
                .map(section -> range(section, bias))
                .findFirst();
        return new Image(path.substring(path.lastIndexOf('/') + 1), bias, table, writable);
    }

    /// Where function tables start: as the section table says, or, without one, wherever memory looks like one.
    List<Long> functionTables(Memory memory, Window window) {
        if (functionTable.isPresent()) {
            return List.of(functionTable.orElseThrow().start());
        }
        List<Long> found = new ArrayList<>();
        for (AddressRange range : writableRanges) {
            for (long start = range.start(); start < range.end(); start += CHUNK) {
                window.load(memory, start, (int) Math.min(CHUNK, range.end() - start));
                for (long at = start; window.covers(at, Long.BYTES); at += ModuleData.tableAlignment()) {
                    if (ModuleData.functionTable(window.longAt(at))) {
                        found.add(at);
                    }
                }
            }
        }
        return found;
    }

    private static AddressRange range(ElfSection section, long bias) {
        return new AddressRange(section.address() + bias, section.address() + bias + section.size());
    }
}
