package io.maphealth.core;

import java.util.OptionalLong;

/// How many entries of a map break its contract. Absent: not looked for, or none where looking for it is rare.
///
/// `misplaced` are not where the hash of their key would find them (mutated key); `unequalKeys` are not equal to
/// themselves (NaN); `selfHeld` are weak entries whose value holds their key; `stale` are weak entries whose key
/// has gone, which are no fault but are still counted by the map; `cyclicBins` are chains that bite their own tail;
/// `unlinked` are entries that the order of a linked map has and its table has not, or the other way round.
public record Contract(
        OptionalLong misplaced,
        OptionalLong unequalKeys,
        OptionalLong selfHeld,
        OptionalLong stale,
        OptionalLong cyclicBins,
        OptionalLong unlinked) {
    public static final Contract UNKNOWN =
            new Contract(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /// Of a map that has neither chains nor an order.
    public Contract(OptionalLong misplaced, OptionalLong unequalKeys, OptionalLong selfHeld, OptionalLong stale) {
        this(misplaced, unequalKeys, selfHeld, stale, OptionalLong.empty(), OptionalLong.empty());
    }

    /// What is a fault, of all kinds that were looked for.
    public long broken() {
        return misplaced.orElse(0)
                + unequalKeys.orElse(0)
                + selfHeld.orElse(0)
                + cyclicBins.orElse(0)
                + unlinked.orElse(0);
    }
}
