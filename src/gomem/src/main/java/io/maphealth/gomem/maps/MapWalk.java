package io.maphealth.gomem.maps;

import java.util.OptionalLong;

/// What one walk over a map found.
///
/// @param address of its header
/// @param kind the layout, `go-swiss` or `go-buckets`
/// @param valid whether everything that was read is what this layout allows; false for memory torn while read
/// @param iterated full slots, absent when only headers were read
/// @param groupSize bytes of a group or bucket, 0 for a map that has none
/// @param pointers whether its tables hold pointers
/// @param shape of where its tables are, which changes when it grows, never 0
/// @param identity by which the map is known again in the next look
/// @param digest of everything the map's own bookkeeping says: two walks with the same digest saw the same map
/// @param grownBySplits whether its tables tell that entries were there once: they were split one by one
/// @param stopped whether the program stood still meanwhile
record MapWalk(
        long address,
        String kind,
        boolean valid,
        long count,
        OptionalLong iterated,
        OptionalLong tombstones,
        long capacity,
        long heldBytes,
        long longestProbe,
        long moved,
        long toMove,
        boolean grownBySplits,
        Identity identity,
        long shape,
        long digest,
        TableTypes.Match types,
        int groupSize,
        boolean pointers,
        KeyTally keys,
        boolean stopped) {

    /// A map keeps its `seed` until it is emptied, and its `tables` until it grows.
    record Identity(long seed, long tables) {
        boolean same(Identity other) {
            return seed == other.seed || tables == other.tables;
        }
    }

    /// The same map without a word about its slots: they changed faster than they could be read.
    MapWalk unsettled() {
        return with(false, OptionalLong.empty(), KeyTally.NOT_LOOKED, stopped);
    }

    /// The same map, walked while the program stood still.
    MapWalk whileStopped() {
        return with(valid, iterated, keys, true);
    }

    private MapWalk with(boolean nowValid, OptionalLong nowIterated, KeyTally nowKeys, boolean nowStopped) {
        return new MapWalk(
                address,
                kind,
                nowValid,
                count,
                nowIterated,
                tombstones,
                capacity,
                heldBytes,
                longestProbe,
                moved,
                toMove,
                grownBySplits,
                identity,
                shape,
                digest,
                types,
                groupSize,
                pointers,
                nowKeys,
                nowStopped);
    }

    /// Whether its slots were counted without meeting anything odd.
    boolean counted() {
        return valid && iterated.isPresent();
    }

    /// `count - iterated`, 0 where nothing was iterated.
    long drift() {
        return iterated.isPresent() ? count - iterated.getAsLong() : 0;
    }
}
