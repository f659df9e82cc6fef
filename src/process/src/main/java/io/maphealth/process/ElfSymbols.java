package io.maphealth.process;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The symbol tables of an ELF file, `.symtab` and `.dynsym`, read in pieces of bounded size.
public final class ElfSymbols {
    private static final int ENTRY = 24;
    private static final int ENTRIES_AT_ONCE = 4096;
    private static final long MOST_NAME_BYTES = 256L << 20;
    private static final int TYPE_MASK = 0xF;
    private static final int DATA = 1;
    private static final int FUNCTION = 2;

    private final Elf elf;

    public ElfSymbols(Elf elf) {
        this.elf = elf;
    }

    public Optional<ElfSymbol> named(String name) throws UnreadableElfException {
        List<ElfSymbol> found = select(symbol -> symbol.name().equals(name));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    /// The defined symbols that are wanted, in the order of the file; empty when the file is stripped.
    public List<ElfSymbol> select(Predicate<ElfSymbol> wanted) throws UnreadableElfException {
        List<ElfSymbol> found = new ArrayList<>();
        for (ElfSection section : elf.sections()) {
            if (section.symbols()
                    && section.link() >= 0
                    && section.link() < elf.sections().size()) {
                select(section, elf.sections().get(section.link()), wanted, found);
            }
        }
        return found;
    }

    private void select(ElfSection table, ElfSection texts, Predicate<ElfSymbol> wanted, List<ElfSymbol> found)
            throws UnreadableElfException {
        if (texts.size() > MOST_NAME_BYTES) {
            throw elf.unreadable(texts.fileOffset(), "symbol names take %,d bytes".formatted(texts.size()));
        }
        ByteBuffer names = elf.read(texts.fileOffset(), (int) texts.size());
        long count = table.size() / ENTRY;
        for (long first = 0; first < count; first += ENTRIES_AT_ONCE) {
            int entries = (int) Math.min(ENTRIES_AT_ONCE, count - first);
            ByteBuffer bytes = elf.read(table.fileOffset() + first * ENTRY, entries * ENTRY);
            for (int i = 0; i < entries; i++) {
                ElfSymbol symbol = symbol(bytes, i * ENTRY, names);
                if (symbol.address() != 0 && wanted.test(symbol)) {
                    found.add(symbol);
                }
            }
        }
    }

    private static ElfSymbol symbol(ByteBuffer bytes, int at, ByteBuffer names) {
        int type = bytes.get(at + 4) & TYPE_MASK;
        return new ElfSymbol(
                Elf.nameAt(names, bytes.getInt(at)),
                bytes.getLong(at + 8),
                bytes.getLong(at + 16),
                type == DATA,
                type == FUNCTION);
    }
}
