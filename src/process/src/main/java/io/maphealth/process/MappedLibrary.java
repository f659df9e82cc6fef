package io.maphealth.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A shared library as it lies in the memory of a process: its dynamic symbols, found without the file, which may be
/// deleted or replaced by now.
///
/// Layout: elf(5), `PT_DYNAMIC` and what it points to. Nothing is trusted: counts are bounded.
public final class MappedLibrary {
    private static final int DYNAMIC = 2;
    private static final int DYNAMIC_ENTRY = 16;
    private static final int SYMBOL_ENTRY = 24;
    private static final int MOST_DYNAMIC_ENTRIES = 1_000;
    private static final int MOST_SYMBOLS = 1 << 20;
    private static final int LONGEST_NAME = 1_000;

    private static final long END_OF_TAGS = 0;
    private static final long HASH = 4;
    private static final long STRING_TABLE = 5;
    private static final long SYMBOL_TABLE = 6;
    private static final long GNU_HASH = 0x6FFF_FEF5L;

    private final Words words;
    private final Mapping first;
    private final long bias;
    private final Map<Long, Long> dynamic = new HashMap<>();

    private MappedLibrary(Words words, Mapping first) throws UnreadableMemoryException {
        this.words = words;
        this.first = first;
        // a library asks for its lowest segment at 0, so that its first mapping is where it was moved to
        this.bias = first.range().start();
        long segments = bias + words.longAt(bias + ElfHeader.SEGMENTS_OFFSET);
        int count = words.unsignedShortAt(bias + ElfHeader.SEGMENT_COUNT);
        for (int i = 0; i < count; i++) {
            long segment = segments + (long) i * ElfSegment.SIZE;
            if (words.intAt(segment) == DYNAMIC) {
                readDynamic(bias + words.longAt(segment + ElfSegment.ADDRESS));
            }
        }
    }

    /// The library whose file has this name, wherever it lies.
    public static Optional<MappedLibrary> find(Memory memory, Words words, String fileName)
            throws UnreadableMemoryException {
        Optional<Mapping> first = memory.mappings().all().stream()
                .filter(mapping -> mapping.path().replace(" (deleted)", "").endsWith("/" + fileName))
                .findFirst();
        return first.isEmpty() ? Optional.empty() : Optional.of(new MappedLibrary(words, first.get()));
    }

    /// The file's path, as the process has it.
    public String path() {
        return first.path();
    }

    /// Addresses of the defined dynamic symbols that are wanted, by name.
    public Map<String, Long> symbols(Predicate<String> wanted) throws UnreadableMemoryException {
        Map<String, Long> found = new HashMap<>();
        long table = address(SYMBOL_TABLE);
        long names = address(STRING_TABLE);
        int count = symbolCount();
        for (int i = 0; i < count; i++) {
            long symbol = table + (long) i * SYMBOL_ENTRY;
            long value = words.longAt(symbol + 8);
            String name = words.textUpToZeroAt(names + words.unsignedIntAt(symbol), LONGEST_NAME);
            if (value != 0 && wanted.test(name)) {
                found.put(name, bias + value);
            }
        }
        return found;
    }

    private void readDynamic(long at) throws UnreadableMemoryException {
        for (int i = 0; i < MOST_DYNAMIC_ENTRIES; i++) {
            long entry = at + (long) i * DYNAMIC_ENTRY;
            long tag = words.longAt(entry);
            if (tag == END_OF_TAGS) {
                return;
            }
            dynamic.put(tag, words.longAt(entry + 8));
        }
    }

    /// The GNU loader has already added the bias to the pointers of the dynamic section, musl's has not.
    private long address(long tag) {
        long value = dynamic.getOrDefault(tag, 0L);
        return Long.compareUnsigned(value, bias) < 0 ? value + bias : value;
    }

    private int symbolCount() throws UnreadableMemoryException {
        long count;
        if (dynamic.containsKey(HASH)) {
            count = words.unsignedIntAt(address(HASH) + 4);
        } else if (dynamic.containsKey(GNU_HASH)) {
            count = gnuSymbolCount(address(GNU_HASH));
        } else {
            count = 0;
        }
        return (int) Math.min(count, MOST_SYMBOLS);
    }

    /// One behind the last symbol of the last chain: buckets hold the first symbol of each chain, and a chain ends with
    /// a word whose lowest bit is set.
    private long gnuSymbolCount(long hash) throws UnreadableMemoryException {
        long bucketCount = Math.min(words.unsignedIntAt(hash), MOST_SYMBOLS);
        long firstHashed = words.unsignedIntAt(hash + 4);
        long buckets = hash + 16 + words.unsignedIntAt(hash + 8) * Long.BYTES;
        long last = 0;
        for (long i = 0; i < bucketCount; i++) {
            last = Math.max(last, words.unsignedIntAt(buckets + i * Integer.BYTES));
        }
        if (last < firstHashed) {
            return firstHashed;
        }
        long chains = buckets + bucketCount * Integer.BYTES;
        while (last < MOST_SYMBOLS && (words.intAt(chains + (last - firstHashed) * Integer.BYTES) & 1) == 0) {
            last++;
        }
        return last + 1;
    }
}
