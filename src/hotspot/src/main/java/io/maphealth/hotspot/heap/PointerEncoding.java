package io.maphealth.hotspot.heap;

/// How a pointer of 4 or 8 bytes stands for an address: `base + (raw << shift)`, and 0 for null.
public record PointerEncoding(long base, int shift, int bytes) {
    static final PointerEncoding WIDE = new PointerEncoding(0, 0, Long.BYTES);

    public long decode(long raw) {
        return raw == 0 ? 0 : base + (raw << shift);
    }
}
