package io.maphealth.hotspot.vm;

import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;

/// Reads HotSpot's interned names (`Symbol`: a length of 16 bits and its bytes).
final class SymbolNames {
    private final Words words;
    private final long length;
    private final long body;

    SymbolNames(VmStructs structs, Words words) throws UnknownLayoutException {
        this.words = words;
        this.length = structs.offset("Symbol", "_length");
        this.body = structs.offset("Symbol", "_body");
    }

    String of(long symbol) throws UnreadableMemoryException {
        return symbol == 0 ? "" : words.textAt(symbol + body, words.unsignedShortAt(symbol + length));
    }
}
