package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.MapType;
import io.maphealth.process.Window;
import java.util.Optional;
import java.util.OptionalLong;

/// One map up to Go 1.23 while it is walked, array by array.
final class BucketVisit {
    private final BucketWalk buckets;
    private final long address;
    private final long count;
    private final MapWalk.Identity identity;
    private final long shape;
    private final long digest;
    private boolean valid = true;
    private long held;
    private long moved;
    private long toMove;
    private int groupSize;
    private boolean pointers;
    private Optional<BucketWalk.Array> oldArray = Optional.empty();

    BucketVisit(BucketWalk buckets, BucketHeader layout, Window header, long address) {
        this.buckets = buckets;
        this.address = address;
        this.count = layout.count(header, address);
        int seed = layout.seed(header, address);
        long array = layout.buckets(header, address);
        this.identity = new MapWalk.Identity(seed, array);
        this.shape = Digest.mixed(Digest.mixed(array, layout.oldBuckets(header, address)), seed);
        this.digest = layout.digest(header, address);
    }

    /// Adds what the map holds beside overflow buckets of their own.
    void hold(long bytes) {
        held += bytes;
    }

    /// The map grows out of an older array.
    void growing(BucketWalk.Array old, long evacuated) {
        oldArray = Optional.of(old);
        toMove = old.buckets();
        moved = Math.min(toMove, evacuated);
    }

    /// What there is to say of a map that nothing was ever written to.
    MapWalk untouched() {
        buckets.start(TableTypes.Match.NONE);
        return walked(0, TableTypes.Match.NONE);
    }

    /// What its header and the size of its array tell of a map that does not grow and whose buckets have one size.
    MapWalk ofHeader(BucketWalk.Array array, boolean withPointers, TableTypes.Match types) {
        pointers = withPointers;
        groupSize = types.groupSizes()[0];
        TableTypes.Match match = buckets.fitting(types, array);
        buckets.start(match);
        return walk(array.slots(), match, OptionalLong.empty(), OptionalLong.empty());
    }

    /// Walks it with each size that a bucket may have until the entries are as many as the map says.
    Optional<MapWalk> walkAs(BucketWalk.Array array, boolean withPointers, TableTypes.Match possible) {
        pointers = withPointers;
        Optional<MapWalk> best = Optional.empty();
        for (int size : possible.groupSizes()) {
            if (array.bytes() < size * array.buckets()) {
                continue;
            }
            MapWalk walk = walk(array, possible.narrowed(type -> type.groupSize() == size), size);
            boolean better = best.isEmpty()
                    || (walk.valid()
                            && Math.abs(walk.drift())
                                    < Math.abs(best.orElseThrow().drift()));
            best = better ? Optional.of(walk) : best;
            if (walk.valid() && walk.drift() == 0) {
                return best;
            }
        }
        return best;
    }

    /// Walks a map whose types all have buckets of the size of the first.
    MapWalk walkAsFirst(BucketWalk.Array array, TableTypes.Match types) {
        MapType first = types.types().getFirst();
        pointers = first.group().hasPointers();
        return walk(array, types, first.groupSize());
    }

    private MapWalk walk(BucketWalk.Array array, TableTypes.Match sameSize, int size) {
        TableTypes.Match match = buckets.fitting(sameSize, array);
        buckets.start(match);
        groupSize = size;
        valid = buckets.walk(array, size)
                && oldArray.map(old -> buckets.walk(old, size)).orElse(true);
        return walked(array.slots(), match);
    }

    private MapWalk walked(long capacity, TableTypes.Match match) {
        return walk(capacity, match, OptionalLong.of(buckets.full()), OptionalLong.of(buckets.emptied()));
    }

    private MapWalk walk(long capacity, TableTypes.Match match, OptionalLong iterated, OptionalLong emptied) {
        return new MapWalk(
                address,
                BucketMaps.KIND,
                valid,
                count,
                iterated,
                emptied,
                capacity,
                held + buckets.overflowBytes(),
                buckets.longestChain(),
                moved,
                toMove,
                false,
                identity,
                shape,
                Digest.mixed(digest, buckets.digest()),
                match,
                groupSize,
                pointers,
                buckets.keys(),
                false);
    }
}
