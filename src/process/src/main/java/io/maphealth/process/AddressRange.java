package io.maphealth.process;

/// Addresses from `start` up to, not including, `end`.
public record AddressRange(long start, long end) {
    public long length() {
        return end - start;
    }

    public boolean contains(long address) {
        return address >= start && address < end;
    }
}
