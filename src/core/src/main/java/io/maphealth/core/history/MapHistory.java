package io.maphealth.core.history;

import io.maphealth.core.Drift;
import io.maphealth.core.Growth;
import io.maphealth.core.MapSnapshot;
import java.time.Instant;

/// One suspicious map over the rounds in which it was one.
///
/// `suspicious`, `drifting`, `broken` and `colliding` count the rounds in a row in which the map showed it; `unmoved`
/// those in which its growth moved nothing since the round before. `steady` says that the drift is that of the round
/// before, as a broken count is and a busy map's is not.
public record MapHistory(
        MapSnapshot latest,
        Streak suspicious,
        Streak drifting,
        boolean steady,
        Streak colliding,
        Streak broken,
        Streak unmoved) {

    static MapHistory first(MapSnapshot map, Look look) {
        Instant at = look.takenAt();
        return new MapHistory(
                map,
                Streak.NONE.next(true, at),
                Streak.NONE.next(map.drifted() && look.complete(), at),
                false,
                Streak.NONE.next(map.collides(), at),
                Streak.NONE.next(map.contract().broken() > 0, at),
                Streak.NONE);
    }

    /// A look that did not see everything may have missed entries: it says nothing of drift.
    MapHistory next(MapSnapshot map, Look look) {
        if (!map.site().equals(latest.site())) {
            return first(map, look);
        }
        Instant at = look.takenAt();
        return new MapHistory(
                map,
                suspicious.next(true, at),
                look.complete() ? drifting.next(map.drifted(), at) : drifting,
                look.complete() ? driftStays(map) : steady,
                colliding.next(map.collides(), at),
                broken.next(map.contract().broken() > 0, at),
                unmoved.next(growthStays(map), at));
    }

    private boolean driftStays(MapSnapshot map) {
        return map.drifted()
                && latest.drifted()
                && Math.abs(map.drift().getAsLong() - latest.drift().getAsLong())
                        <= Drift.allowed(map.count().getAsLong());
    }

    private boolean growthStays(MapSnapshot map) {
        return map.growth().isPresent()
                && latest.growth().map(Growth::moved).equals(map.growth().map(Growth::moved))
                && latest.growth().map(Growth::total).equals(map.growth().map(Growth::total));
    }
}
