package io.maphealth.core;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// A detector's verdict with its evidence.
public sealed interface Finding {
    Verdict verdict();

    /// The word that code, metric, alert, event and runbook share: `CountDrift`, `GhostMemory`, ...
    default String kind() {
        return getClass().getSimpleName();
    }

    /// What is wrong and how bad, on one line for people, with numbers and units; at most about 400 characters.
    default String summary() {
        return FindingSummary.of(this);
    }

    /// The figures that the verdict rests on, by the names of the census JSON; whole numbers are `Long`, others
    /// `Double`.
    default SequencedMap<String, Number> evidence() {
        return FindingEvidence.of(this);
    }

    /// The same finding with another verdict.
    default Finding with(Verdict other) {
        return switch (this) {
            case CountDrift it -> new CountDrift(other, it.count, it.iterated, it.allowedDrift);
            case GhostMemory it -> new GhostMemory(other, it.heldBytes, it.neededBytes, it.peakCount, it.peakEvidence);
            case LeakGrowth it ->
                new LeakGrowth(other, it.leakScore, it.shape, it.entriesPerHour, it.bytesPerHour, it.timeToLimit);
            case Residency it -> new Residency(other, it.ghostBytes, it.gcCycles);
            case Collision it -> new Collision(other, it.longestProbe, it.allowedProbe, it.count);
            case GrowthStalled it -> new GrowthStalled(other, it.growth, it.rounds, it.heldBytes);
            case BrokenContract it -> new BrokenContract(other, it.breach, it.entries, it.count);
        };
    }

    /// The map's count and its contents disagree by more than [Drift#allowed].
    record CountDrift(Verdict verdict, long count, long iterated, long allowedDrift) implements Finding {}

    /// Far more memory is held than the entries need; rebuilding would free the difference.
    record GhostMemory(
            Verdict verdict, long heldBytes, long neededBytes, OptionalLong peakCount, PeakEvidence peakEvidence)
            implements Finding {

        public long ghostBytes() {
            return Math.max(0, heldBytes - neededBytes);
        }
    }

    /// The site only ever grows. `leakScore` is in 0..1; `entriesPerHour` is absent where the source does not count
    /// entries, `timeToLimit` where no memory limit is known or no bytes are gained.
    record LeakGrowth(
            Verdict verdict,
            double leakScore,
            LeakShape shape,
            OptionalDouble entriesPerHour,
            double bytesPerHour,
            Optional<Duration> timeToLimit)
            implements Finding {}

    /// Ghost bytes that the collector has passed over `gcCycles` times.
    record Residency(Verdict verdict, long ghostBytes, long gcCycles) implements Finding {}

    /// A chain or probe far longer than a fair hash gives.
    record Collision(Verdict verdict, long longestProbe, long allowedProbe, long count) implements Finding {}

    /// A growth that has moved nothing for `rounds` rounds and holds two tables.
    record GrowthStalled(Verdict verdict, Growth growth, int rounds, long heldBytes) implements Finding {}

    /// Entries that the map cannot find, drop or let go; of [Breach#TOMBSTONES] `entries` are deleted slots.
    record BrokenContract(Verdict verdict, Breach breach, long entries, long count) implements Finding {}

    /// What a leak looks like.
    enum LeakShape {
        /// Ever more maps of one site.
        INSTANCES,
        /// Ever more entries in the maps of one site.
        ENTRIES,
        /// Ever more bytes, where the source does not count entries.
        BYTES
    }

    /// Which part of the contract is broken.
    enum Breach {
        /// Entries are not where their own hash would find them: a key was changed after it was put.
        MUTATED_KEY,
        /// Keys are not equal to themselves (NaN): never found, never replaced, never deleted.
        UNEQUAL_KEY,
        /// Values of a weak map hold their own keys, so that no entry ever goes.
        SELF_HELD,
        /// Chains bite their own tail: a search there never ends.
        CYCLIC_BIN,
        /// The order of a linked map and its table are not the same entries.
        BROKEN_ORDER,
        /// The table is mostly tombstones.
        TOMBSTONES
    }
}
