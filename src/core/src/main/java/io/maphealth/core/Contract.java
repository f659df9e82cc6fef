package io.maphealth.core;

import java.util.OptionalLong;

/// How many entries of a map break its contract. Absent: not looked for.
///
/// `misplaced` are not where their own hash would find them (mutated key); `unequalKeys` are not equal to themselves
/// (NaN); `selfHeld` are weak entries whose value holds their key; `stale` are weak entries whose key has gone, which
/// are no fault but are still counted by the map.
public record Contract(OptionalLong misplaced, OptionalLong unequalKeys, OptionalLong selfHeld, OptionalLong stale) {
    public static final Contract UNKNOWN =
            new Contract(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /// Entries that are a fault, of all kinds that were looked for.
    public long broken() {
        return misplaced.orElse(0) + unequalKeys.orElse(0) + selfHeld.orElse(0);
    }
}
