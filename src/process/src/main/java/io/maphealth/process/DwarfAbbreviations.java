package io.maphealth.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the entries of `.debug_info` consist of: tables of tags and attributes, known by where they start in
/// `.debug_abbrev` and, within one, by a number (DWARF 5, section 7.5.3).
final class DwarfAbbreviations {
    private static final int IMPLICIT_CONSTANT = 0x21;
    private static final int MOST_ATTRIBUTES = 1000;
    private static final Attribute NONE = new Attribute(0, 0);

    private final Map<Long, Map<Long, Entry>> tables;

    /// A kind of entry: its tag, whether others stand below it, and its attributes.
    record Entry(int tag, boolean children, List<Attribute> attributes) {}

    /// What a value is, and how it is written.
    record Attribute(int name, int form) {}

    private DwarfAbbreviations(Map<Long, Map<Long, Entry>> tables) {
        this.tables = tables;
    }

    static DwarfAbbreviations of(Elf elf, ElfSection section) throws UnreadableElfException {
        DwarfBytes bytes = DwarfBytes.of(elf, section);
        Map<Long, Map<Long, Entry>> tables = new HashMap<>();
        while (!bytes.atEnd()) {
            Map<Long, Entry> table = new HashMap<>();
            tables.put(bytes.position(), table);
            for (long code = bytes.leb128(); code != 0; code = bytes.leb128()) {
                table.put(code, entry(bytes));
            }
        }
        return new DwarfAbbreviations(tables);
    }

    /// The entries of one table by their number; none where no table starts.
    Map<Long, Entry> table(long start) {
        return tables.getOrDefault(start, Map.of());
    }

    private static Entry entry(DwarfBytes bytes) throws UnreadableElfException {
        int tag = (int) bytes.leb128();
        boolean children = bytes.unsigned(1) != 0;
        List<Attribute> attributes = new ArrayList<>();
        Attribute next = attribute(bytes);
        while (!next.equals(NONE) && attributes.size() < MOST_ATTRIBUTES) {
            attributes.add(next);
            next = attribute(bytes);
        }
        return new Entry(tag, children, List.copyOf(attributes));
    }

    private static Attribute attribute(DwarfBytes bytes) throws UnreadableElfException {
        Attribute attribute = new Attribute((int) bytes.leb128(), (int) bytes.leb128());
        if (attribute.form() == IMPLICIT_CONSTANT) {
            bytes.leb128();
        }
        return attribute;
    }
}
