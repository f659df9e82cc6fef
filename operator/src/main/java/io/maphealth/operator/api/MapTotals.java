package io.maphealth.operator.api;

/// Sums over maps; bytes are bytes. What no source could tell is 0.
public record MapTotals(long maps, long entries, long heldBytes, long neededBytes) {
    public static final MapTotals NONE = new MapTotals(0, 0, 0, 0);

    public MapTotals plus(MapTotals other) {
        return new MapTotals(
                maps + other.maps,
                entries + other.entries,
                heldBytes + other.heldBytes,
                neededBytes + other.neededBytes);
    }
}
