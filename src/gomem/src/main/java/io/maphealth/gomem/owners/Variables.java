package io.maphealth.gomem.owners;

import io.maphealth.process.ElfSymbol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The names of a program's package variables by their address, from its symbol table; none when it is stripped.
public final class Variables {
    private final TreeMap<Long, ElfSymbol> byAddress = new TreeMap<>();
    private final long bias;

    /// @param bias what the program was loaded above its own addresses
    public Variables(List<ElfSymbol> symbols, long bias) {
        this.bias = bias;
        symbols.forEach(symbol -> byAddress.put(symbol.address(), symbol));
    }

    /// `main.sessions`, or `main.registry+24` for a part of a larger variable.
    Optional<String> at(long address) {
        Map.Entry<Long, ElfSymbol> below = byAddress.floorEntry(address - bias);
        if (below == null) {
            return Optional.empty();
        }
        ElfSymbol symbol = below.getValue();
        long offset = address - bias - symbol.address();
        if (offset >= Math.max(symbol.size(), Long.BYTES)) {
            return Optional.empty();
        }
        return Optional.of(offset == 0 ? symbol.name() : symbol.name() + "+" + offset);
    }
}
