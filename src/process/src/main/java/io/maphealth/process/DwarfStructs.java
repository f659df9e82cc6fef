package io.maphealth.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Structs of some names out of a program's DWARF (versions 2 to 5): `.debug_info` is gone through once, from the start
/// to where the last of them is found, and never kept.
///
/// Names must stand where they are used (DW_FORM_string), as Go's compiler writes them. Nothing is trusted:
/// what is read is bounded, and what is no DWARF is refused.
public final class DwarfStructs {
    private static final int STRUCT = 0x13;
    private static final int MEMBER = 0x0d;
    private static final int NAME = 0x03;
    private static final int SIZE = 0x0b;
    private static final int OFFSET = 0x38;
    private static final long LONG_UNIT = 0xFFFFFFFFL;

    private final DwarfBytes info;
    private final DwarfAbbreviations abbreviations;
    private final Set<String> wanted;
    private final Map<String, DwarfStruct> found = new HashMap<>();

    private DwarfStructs(DwarfBytes info, DwarfAbbreviations abbreviations, Collection<String> wanted) {
        this.info = info;
        this.abbreviations = abbreviations;
        this.wanted = new HashSet<>(wanted);
    }

    /// The structs of these names; empty when the program has no debugging information.
    public static Map<String, DwarfStruct> named(Collection<String> names, Elf elf) throws UnreadableElfException {
        Optional<ElfSection> info = elf.section(".debug_info");
        Optional<ElfSection> abbreviations = elf.section(".debug_abbrev");
        if (info.isEmpty() || abbreviations.isEmpty()) {
            return Map.of();
        }
        DwarfStructs structs = new DwarfStructs(
                DwarfBytes.of(elf, info.orElseThrow()), DwarfAbbreviations.of(elf, abbreviations.orElseThrow()), names);
        structs.readUnits();
        return structs.found;
    }

    private void readUnits() throws UnreadableElfException {
        while (!wanted.isEmpty() && !info.atEnd()) {
            long length = info.unsigned(Integer.BYTES);
            boolean longUnit = length == LONG_UNIT;
            length = longUnit ? info.unsigned(Long.BYTES) : length;
            long end = info.position() + length;
            if (length <= 0 || end < 0) {
                throw info.unreadable("a unit of %,d bytes".formatted(length));
            }
            readUnit(end, header(longUnit ? Long.BYTES : Integer.BYTES));
            info.skip(end - info.position());
        }
    }

    /// What a unit's entries are written in: its abbreviations, and the width of its references and addresses.
    private record Unit(Map<Long, DwarfAbbreviations.Entry> abbreviations, DwarfForm.Widths widths) {}

    private Unit header(int offsetBytes) throws UnreadableElfException {
        int version = (int) info.unsigned(Short.BYTES);
        if (version < 2 || version > 5) {
            throw info.unreadable("DWARF version " + version);
        }
        if (version < 5) {
            long abbreviationsAt = info.unsigned(offsetBytes);
            int addressBytes = (int) info.unsigned(1);
            return new Unit(abbreviations.table(abbreviationsAt), new DwarfForm.Widths(offsetBytes, addressBytes));
        }
        // its type; skeletons and type units, which have more in their header, are not what Go writes
        info.skip(1);
        int addressBytes = (int) info.unsigned(1);
        return new Unit(
                abbreviations.table(info.unsigned(offsetBytes)), new DwarfForm.Widths(offsetBytes, addressBytes));
    }

    private void readUnit(long end, Unit unit) throws UnreadableElfException {
        Optional<Struct> open = Optional.empty();
        int depth = 0;
        while (info.position() < end && !wanted.isEmpty()) {
            long code = info.leb128();
            if (code == 0) {
                depth--;
                if (open.isPresent() && open.orElseThrow().depth == depth) {
                    finish(open.orElseThrow());
                    open = Optional.empty();
                }
                continue;
            }
            DwarfAbbreviations.Entry entry = unit.abbreviations().get(code);
            if (entry == null) {
                throw info.unreadable("an entry of an unknown kind, %d".formatted(code));
            }
            if (entry.tag() == STRUCT) {
                Values values = read(entry, unit.widths());
                open = entry.children() && wanted.contains(values.name)
                        ? Optional.of(new Struct(values.name, values.size, depth, new HashMap<>()))
                        : open;
            } else if (entry.tag() == MEMBER && open.isPresent() && open.orElseThrow().depth == depth - 1) {
                Values values = read(entry, unit.widths());
                open.orElseThrow().fields.put(values.name, values.offset);
            } else {
                stepOver(entry, unit.widths());
            }
            depth += entry.children() ? 1 : 0;
        }
    }

    private void finish(Struct struct) {
        found.put(struct.name, new DwarfStruct(struct.size, Map.copyOf(struct.fields)));
        wanted.remove(struct.name);
    }

    private void stepOver(DwarfAbbreviations.Entry entry, DwarfForm.Widths widths) throws UnreadableElfException {
        for (DwarfAbbreviations.Attribute attribute : entry.attributes()) {
            DwarfForm.value(attribute.form(), info, widths);
        }
    }

    private Values read(DwarfAbbreviations.Entry entry, DwarfForm.Widths widths) throws UnreadableElfException {
        String name = "";
        long size = 0;
        long offset = 0;
        for (DwarfAbbreviations.Attribute attribute : entry.attributes()) {
            int form = attribute.form();
            switch (attribute.name()) {
                case NAME -> name = DwarfForm.text(form, info, widths);
                case SIZE -> size = DwarfForm.value(form, info, widths);
                case OFFSET -> offset = DwarfForm.value(form, info, widths);
                default -> DwarfForm.value(form, info, widths);
            }
        }
        return new Values(name, size, offset);
    }

    private record Values(String name, long size, long offset) {}

    /// A struct whose members are being read; `depth` is that of its own entry.
    private record Struct(String name, long size, int depth, Map<String, Long> fields) {}
}
