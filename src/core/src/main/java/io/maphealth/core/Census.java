package io.maphealth.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All maps that one look at a target found.
///
/// `maps` are the largest by held bytes, largest first, and `suspects` those that a detector may want to see whatever
/// their size; both are bounded. `sites` come largest first; `totals` always cover everything. `incompleteReason`
/// says why something was not read. `pause` is how long the target stood still for the look. `heapLayout` is known of
/// JVMs only.
public record Census(
        Instant takenAt,
        Target target,
        Optional<String> incompleteReason,
        Duration duration,
        Duration pause,
        Totals totals,
        List<MapSnapshot> maps,
        List<MapSnapshot> suspects,
        List<SiteSnapshot> sites,
        Optional<GcCycles> gc,
        Optional<HeapLayout> heapLayout) {

    public Census {
        maps = List.copyOf(maps);
        suspects = List.copyOf(suspects);
        sites = List.copyOf(sites);
    }

    /// The same census of a look that did not see everything.
    public Census incomplete(String reason) {
        return new Census(
                takenAt, target, Optional.of(reason), duration, pause, totals, maps, suspects, sites, gc, heapLayout);
    }

    /// The same census under what somebody else knows of the target.
    public Census with(Target better) {
        return new Census(
                takenAt, better, incompleteReason, duration, pause, totals, maps, suspects, sites, gc, heapLayout);
    }

    /// The same census of a look for which the target stood still some time more.
    public Census pausedFor(Duration more) {
        return new Census(
                takenAt,
                target,
                incompleteReason,
                duration,
                pause.plus(more),
                totals,
                maps,
                suspects,
                sites,
                gc,
                heapLayout);
    }

    public boolean complete() {
        return incompleteReason.isEmpty();
    }
}
