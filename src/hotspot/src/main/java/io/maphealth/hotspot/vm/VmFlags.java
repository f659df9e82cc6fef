package io.maphealth.hotspot.vm;

import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.HashMap;
import java.util.Map;

/// The command-line flags of a HotSpot JVM as they are in force (`JVMFlag::flags`).
public final class VmFlags {
    private static final int MOST_FLAGS = 10_000;
    private static final int LONGEST_NAME = 200;

    private final Words words;
    private final Map<String, Long> addresses = new HashMap<>();

    private VmFlags(Words words) {
        this.words = words;
    }

    public static VmFlags read(VmStructs structs, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        VmFlags flags = new VmFlags(words);
        long table = words.longAt(structs.address("JVMFlag", "flags"));
        long count = Math.clamp(words.longAt(structs.address("JVMFlag", "numFlags")), 0, MOST_FLAGS);
        long size = structs.size("JVMFlag");
        long nameOffset = structs.offset("JVMFlag", "_name");
        long addressOffset = structs.offset("JVMFlag", "_addr");
        for (long i = 0; i < count; i++) {
            long name = words.longAt(table + i * size + nameOffset);
            if (name != 0) {
                flags.addresses.put(
                        words.textUpToZeroAt(name, LONGEST_NAME), words.longAt(table + i * size + addressOffset));
            }
        }
        return flags;
    }

    /// Whether a flag is on; a flag that this version does not have is off.
    public boolean on(String name) throws UnreadableMemoryException {
        Long address = addresses.get(name);
        return address != null && words.unsignedByteAt(address) != 0;
    }

    /// The value of a flag of 8 bytes.
    public long value(String name) throws UnreadableMemoryException, UnknownLayoutException {
        return words.longAt(address(name));
    }

    /// The value of a number that is never large: its flag is 4 bytes long, or 8 in older versions.
    public long smallValue(String name) throws UnreadableMemoryException, UnknownLayoutException {
        return words.unsignedIntAt(address(name));
    }

    private long address(String name) throws UnknownLayoutException {
        Long address = addresses.get(name);
        if (address == null) {
            throw new UnknownLayoutException("this JVM has no flag %s".formatted(name));
        }
        return address;
    }
}
