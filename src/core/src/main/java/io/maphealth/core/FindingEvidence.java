package io.maphealth.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The figures of a finding by the names of the census JSON, in the order in which a person wants them.
final class FindingEvidence {
    private FindingEvidence() {}

    static SequencedMap<String, Number> of(Finding finding) {
        SequencedMap<String, Number> figures = new LinkedHashMap<>();
        switch (finding) {
            case Finding.CountDrift drift -> {
                figures.put("count", drift.count());
                figures.put("iterated", drift.iterated());
                figures.put("allowedDrift", drift.allowedDrift());
            }
            case Finding.GhostMemory ghost -> {
                figures.put("heldBytes", ghost.heldBytes());
                figures.put("neededBytes", ghost.neededBytes());
                ghost.peakCount().ifPresent(peak -> figures.put("peakCount", peak));
            }
            case Finding.LeakGrowth leak -> {
                figures.put("leakScore", leak.leakScore());
                leak.entriesPerHour().ifPresent(entries -> figures.put("entriesPerHour", entries));
                figures.put("bytesPerHour", leak.bytesPerHour());
                leak.timeToLimit().ifPresent(left -> figures.put("secondsToLimit", left.toSeconds()));
            }
            case Finding.Residency residency -> {
                figures.put("ghostBytes", residency.ghostBytes());
                figures.put("gcCycles", residency.gcCycles());
            }
            case Finding.Collision collision -> {
                figures.put("longestProbe", collision.longestProbe());
                figures.put("allowedProbe", collision.allowedProbe());
                figures.put("count", collision.count());
            }
            case Finding.GrowthStalled stalled -> {
                figures.put("growthMoved", stalled.growth().moved());
                figures.put("growthTotal", stalled.growth().total());
                figures.put("rounds", (long) stalled.rounds());
                figures.put("heldBytes", stalled.heldBytes());
            }
            case Finding.BrokenContract broken -> {
                figures.put("entries", broken.entries());
                figures.put("count", broken.count());
            }
        }
        return Collections.unmodifiableSequencedMap(figures);
    }
}
