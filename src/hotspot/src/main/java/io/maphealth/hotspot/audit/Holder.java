package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.HolderRank;
import java.util.Comparator;

/// Somebody who refers to an object: how much that tells, its name, and where the reference is. The
/// name is that of its field (`com.acme.Registry.sessions`); of a wrapper the collection that it is, if
/// it is one (`java.util.HashSet`); of a stack its thread (`Thread "main"`). `storage` tells that the
/// field is inside a collection, of which people know the holder.
record Holder(HolderRank rank, String name, boolean storage, Place place) {
    /// Better last; between equals the choice does not depend on the order of reading.
    static final Comparator<Holder> BY_RANK =
            Comparator.comparing(Holder::rank).thenComparing(Holder::name, Comparator.reverseOrder());

    boolean wraps() {
        return rank == HolderRank.WRAPPER;
    }

    /// The object that holds, 0 where that is none of the heap.
    long address() {
        return place instanceof Place.InObject object ? object.address() : 0;
    }
}
