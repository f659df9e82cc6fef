package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.HolderRank;
import java.util.Comparator;

/// Somebody who refers to an object: how much that tells, its field (`com.acme.Registry.sessions`; of a wrapper the
/// collection that it is, if it is one: `java.util.HashSet`), its address, and that of the reference in it.
record Holder(HolderRank rank, String field, long address, long slot) {
    /// Better last; between equals the choice does not depend on the order of reading.
    static final Comparator<Holder> BY_RANK =
            Comparator.comparing(Holder::rank).thenComparing(Holder::field, Comparator.reverseOrder());

    boolean wraps() {
        return rank == HolderRank.WRAPPER;
    }

    String description() {
        return rank.describe(field);
    }
}
