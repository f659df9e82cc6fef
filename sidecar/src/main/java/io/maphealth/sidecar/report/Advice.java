package io.maphealth.sidecar.report;

import io.maphealth.core.Finding;
import io.maphealth.core.Finding.BrokenContract;
import io.maphealth.core.Finding.Collision;
import io.maphealth.core.Finding.CountDrift;
import io.maphealth.core.Finding.GhostMemory;
import io.maphealth.core.Finding.GrowthStalled;
import io.maphealth.core.Finding.LeakGrowth;
import io.maphealth.core.Finding.Residency;

/// What a person can do about a finding, in a sentence or two.
final class Advice {
    private Advice() {}

    static String on(Finding finding) {
        return switch (finding) {
            case CountDrift _ ->
                "Several threads write to it without a lock in common. Guard every write, or use a concurrent map; the"
                        + " count heals only when the map is rebuilt.";
            case GhostMemory _ ->
                "Deleting entries never shrinks a table. Copy the entries into a new map and drop the old one; if it"
                        + " was sized in advance, size it for what it really holds.";
            case LeakGrowth _ ->
                "Something puts and never removes. Look at what the oldest keys have in common; remove on close, or"
                        + " bound the map by size or age.";
            case Residency _ ->
                "The collector cannot free it: the table itself is still reachable. Replace the map after emptying it.";
            case Collision _ ->
                "Many keys share few hashes. Look at how the key computes its hash; if keys come from outside, take it"
                        + " for an attack until shown otherwise.";
            case GrowthStalled _ ->
                "A growth moves on only when the map is written to, and holds both tables until it ends. Rebuild the"
                        + " map if nothing writes to it any more.";
            case BrokenContract broken -> on(broken.breach());
        };
    }

    private static String on(Finding.Breach breach) {
        return switch (breach) {
            case MUTATED_KEY ->
                "Keys were changed while they were in the map. Make the key immutable, or remove it before it changes.";
            case UNEQUAL_KEY -> "NaN is not equal to itself, so every put adds an entry. Keep NaN out of the keys.";
            case SELF_HELD -> "The value holds the key strongly. Hold it weakly from the value, or keep it elsewhere.";
            case CYCLIC_BIN, BROKEN_ORDER ->
                "Several threads changed it without a lock in common. Guard every write and read; only a new map heals it.";
            case TOMBSTONES -> "Deleted slots make every miss search on. Rebuild the map once after a mass delete.";
        };
    }
}
