package io.maphealth.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the sites of a program have changed from one look to a later one: by site, never by the id of a map, which does
/// not outlive a collection.
///
/// `changes` are those sites whose maps, entries or bytes differ, most bytes gained first, most given back last.
public record CensusComparison(
        Instant before, Duration between, long heldBefore, long heldNow, List<SiteChange> changes) {
    private static final Comparator<SiteChange> MOST_GAINED_FIRST = Comparator.comparingLong(SiteChange::bytes)
            .reversed()
            .thenComparing(change -> change.site().name());

    public CensusComparison {
        changes = List.copyOf(changes);
    }

    public static CensusComparison of(Census before, Census now) {
        Map<Site, SiteSnapshot> earlier = new HashMap<>();
        before.sites().forEach(site -> earlier.put(site.site(), site));
        List<SiteChange> changes = new ArrayList<>();
        for (SiteSnapshot site : now.sites()) {
            changes.add(
                    new SiteChange(site.site(), Optional.ofNullable(earlier.remove(site.site())), Optional.of(site)));
        }
        earlier.forEach((site, snapshot) -> changes.add(new SiteChange(site, Optional.of(snapshot), Optional.empty())));
        return new CensusComparison(
                before.takenAt(),
                Duration.between(before.takenAt(), now.takenAt()),
                before.totals().heldBytes(),
                now.totals().heldBytes(),
                changes.stream()
                        .filter(CensusComparison::differs)
                        .sorted(MOST_GAINED_FIRST)
                        .toList());
    }

    private static boolean differs(SiteChange change) {
        return change.isNew()
                || change.isGone()
                || change.bytes() != 0
                || change.entries().orElse(0) != 0
                || change.maps().orElse(0) != 0;
    }

    public long newSites() {
        return changes.stream().filter(SiteChange::isNew).count();
    }

    public long goneSites() {
        return changes.stream().filter(SiteChange::isGone).count();
    }
}
