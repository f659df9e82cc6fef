package io.maphealth.gomem.maps;

/// Arithmetic on eight control bytes at once.
final class ControlWord {
    /// The highest bit of each byte.
    static final long MSB = 0x8080808080808080L;
    /// The lowest bit of each byte.
    static final long LSB = 0x0101010101010101L;

    private ControlWord() {}

    /// How many bytes have their highest bit set, in a word that has no others set.
    static int bytes(long highBits) {
        return (int) (((highBits >>> 7) * LSB) >>> 56);
    }

    /// All bits of each byte whose highest bit is set, in a word that has no others set.
    static long filled(long highBits) {
        return (highBits >>> 7) * 0xFF;
    }
}
