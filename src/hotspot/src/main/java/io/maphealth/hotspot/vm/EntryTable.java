package io.maphealth.hotspot.vm;

import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.Map;

/// One of the arrays that libjvm exports about itself: its start, the length of an entry and where in an entry each
/// column is, every figure taken from an exported symbol (`src/hotspot/share/runtime/vmStructs.cpp`, JDK 11 to 25).
///
/// The array ends with an entry whose key column is null.
final class EntryTable {
    private static final int MOST_ENTRIES = 20_000;
    private static final int LONGEST_NAME = 500;

    private final Words words;
    private final Map<String, Long> symbols;
    private final String prefix;
    private final long start;
    private final long stride;
    private final long key;

    EntryTable(Words words, Map<String, Long> symbols, Names names)
            throws UnreadableMemoryException, UnknownLayoutException {
        this.words = words;
        this.symbols = symbols;
        this.prefix = names.prefix();
        this.start = words.longAt(symbol(names.array()));
        this.stride = words.longAt(symbol(prefix + "ArrayStride"));
        this.key = column(names.key());
    }

    /// The symbol of the array, what those of its columns start with, and the column that is null at the end.
    record Names(String array, String prefix, String key) {}

    long column(String name) throws UnreadableMemoryException, UnknownLayoutException {
        return words.longAt(symbol(prefix + name + "Offset"));
    }

    /// How many entries there are; entry `i` is at [#entry].
    int size() throws UnreadableMemoryException, UnknownLayoutException {
        for (int i = 0; i < MOST_ENTRIES; i++) {
            if (words.longAt(entry(i) + key) == 0) {
                return i;
            }
        }
        throw new UnknownLayoutException("%s has no end".formatted(prefix));
    }

    long entry(int index) {
        return start + index * stride;
    }

    String text(int index, long column) throws UnreadableMemoryException {
        long text = words.longAt(entry(index) + column);
        return text == 0 ? "" : words.textUpToZeroAt(text, LONGEST_NAME);
    }

    private long symbol(String name) throws UnknownLayoutException {
        Long address = symbols.get(name);
        if (address == null) {
            throw new UnknownLayoutException("libjvm.so exports no %s".formatted(name));
        }
        return address;
    }
}
