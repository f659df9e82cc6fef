package io.maphealth.core;

import io.maphealth.core.Finding.BrokenContract;
import io.maphealth.core.Finding.Collision;
import io.maphealth.core.Finding.CountDrift;
import io.maphealth.core.Finding.GhostMemory;
import io.maphealth.core.Finding.GrowthStalled;
import io.maphealth.core.Finding.LeakGrowth;
import io.maphealth.core.Finding.Residency;

/// What a finding says to a person, on one line: which site, what is wrong, how bad.
final class FindingSummary {
    /// Longer names (Go writes out whole generic types) are cut, so that a summary fits an Event's note.
    private static final int MOST_NAME = 200;

    private FindingSummary() {}

    static String of(Finding finding) {
        return nameOf(finding.verdict().site()) + " "
                + switch (finding) {
                    case CountDrift drift -> ofDrift(drift);
                    case GhostMemory ghost -> ofGhost(ghost);
                    case LeakGrowth leak -> ofLeak(leak);
                    case Residency residency -> ofResidency(residency);
                    case Collision collision -> ofCollision(collision);
                    case GrowthStalled stalled -> ofStalled(stalled);
                    case BrokenContract broken -> ofBroken(broken);
                };
    }

    /// An owner that is no part of the name was found otherwise, and says how.
    private static String nameOf(Site site) {
        String name = Figures.oneLine(site.name(), MOST_NAME);
        return site.owner()
                .filter(owner -> !site.name().contains(owner))
                .map(owner -> name + ", " + Figures.oneLine(owner, MOST_NAME) + ",")
                .orElse(name);
    }

    private static String ofDrift(CountDrift drift) {
        long off = Math.abs(drift.count() - drift.iterated());
        return "says it has " + Figures.count(drift.count(), "entry") + " but holds "
                + Figures.number(drift.iterated()) + ": " + Figures.number(off)
                + (drift.count() > drift.iterated() ? " cannot be found" : " more than it counts");
    }

    private static String ofGhost(GhostMemory ghost) {
        String peak = ghost.peakCount().isPresent()
                ? " (it once had " + Figures.count(ghost.peakCount().getAsLong(), "entry") + ")"
                : "";
        return "holds " + Figures.bytes(ghost.heldBytes()) + " for entries that need "
                + Figures.bytes(ghost.neededBytes()) + ": rebuilding it would free "
                + Figures.bytes(ghost.ghostBytes()) + peak;
    }

    private static String ofLeak(LeakGrowth leak) {
        String growth = switch (leak.shape()) {
            case INSTANCES ->
                "has ever more maps: they gain " + entriesOf(leak) + Figures.byteRate(leak.bytesPerHour());
            case ENTRIES -> "only ever grows: it gains " + entriesOf(leak) + Figures.byteRate(leak.bytesPerHour());
            case BYTES -> "only ever grows: it gains " + Figures.byteRate(leak.bytesPerHour()) + " of map memory";
        };
        return growth
                + leak.timeToLimit()
                        .map(left -> "; at this rate the memory limit is reached in " + Figures.duration(left))
                        .orElse("");
    }

    private static String entriesOf(LeakGrowth leak) {
        return leak.entriesPerHour().isPresent()
                ? Figures.rate(leak.entriesPerHour().getAsDouble(), "entry") + " and "
                : "";
    }

    private static String ofResidency(Residency residency) {
        return "still holds " + Figures.bytes(residency.ghostBytes()) + " that no entry needs after "
                + Figures.count(residency.gcCycles(), "garbage collection");
    }

    private static String ofCollision(Collision collision) {
        return "has a chain of " + Figures.count(collision.longestProbe(), "entry") + " where a fair hash of "
                + Figures.count(collision.count(), "entry") + " gives at most "
                + Figures.number(collision.allowedProbe()) + ": its keys collide";
    }

    private static String ofStalled(GrowthStalled stalled) {
        return "began to grow and has moved nothing for " + Figures.count(stalled.rounds(), "round") + " ("
                + Figures.number(stalled.growth().moved()) + " of "
                + Figures.number(stalled.growth().total()) + " moved): it holds two tables, "
                + Figures.bytes(stalled.heldBytes());
    }

    private static String ofBroken(BrokenContract broken) {
        String share = Figures.number(broken.entries()) + " of " + Figures.count(broken.count(), "entry");
        return switch (broken.breach()) {
            case MUTATED_KEY -> "cannot find " + share + " under their own hash: keys were changed after they were put";
            case UNEQUAL_KEY ->
                "has keys that are not equal to themselves (NaN) in " + share + ": never found, never deleted";
            case SELF_HELD -> "holds the weak keys of " + share + " by their own values: these entries never go";
            case CYCLIC_BIN ->
                "has chains that bite their own tail in " + Figures.count(broken.entries(), "bin")
                        + ": a search there never ends";
            case BROKEN_ORDER ->
                "goes over " + Figures.number(broken.entries()) + " more or fewer than the "
                        + Figures.count(broken.count(), "entry") + " that can be looked up: its order is torn";
            case TOMBSTONES ->
                "has " + Figures.count(broken.entries(), "deleted slot") + " in its table beside "
                        + Figures.count(broken.count(), "entry") + ": looking up absent keys is slow";
        };
    }
}
