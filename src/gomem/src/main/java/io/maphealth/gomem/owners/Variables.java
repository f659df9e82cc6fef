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
        // those without a size are the linker's marks
        symbols.stream().filter(symbol -> symbol.size() > 0).forEach(symbol -> byAddress.put(symbol.address(), symbol));
    }

    /// `main.sessions`, or a part of a larger variable.
    Optional<Holder> at(long address, StructFields fields) {
        return symbolAt(address).map(symbol -> {
            long offset = address - bias - symbol.address();
            String name = offset == 0 ? symbol.name() : symbol.name() + "+" + offset;
            return symbol.size() <= Long.BYTES
                    ? new Holder.Variable(name)
                    : new Holder.Part(symbol.name(), name, fields.ofSize(symbol.size(), offset));
        });
    }

    /// The name of the variable that holds an address.
    Optional<String> nameAt(long address) {
        return symbolAt(address).map(ElfSymbol::name);
    }

    private Optional<ElfSymbol> symbolAt(long address) {
        return Optional.ofNullable(byAddress.floorEntry(address - bias))
                .map(Map.Entry::getValue)
                .filter(symbol -> address - bias - symbol.address() < symbol.size());
    }
}
