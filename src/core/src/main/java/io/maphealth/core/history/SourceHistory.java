package io.maphealth.core.history;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The sites that one source has shown: the heaviest, and for a while those that have vanished.
final class SourceHistory {
    /// Longer than the period of a nightly job, so that its site is known again when it comes back.
    private static final Duration VANISHED_KEPT = Duration.ofHours(50);

    private final int mostSites;
    private final Map<Site, SiteHistory> sites = new HashMap<>();
    private final Suspects suspects = new Suspects();
    private Instant lookedAt = Instant.MIN;
    private OptionalLong pid = OptionalLong.empty();
    private int dropped;
    private long heldBytes;

    SourceHistory(int mostSites) {
        this.mostSites = mostSites;
    }

    void add(Look look, Census census) {
        lookedAt = look.takenAt();
        pid = census.target().pid();
        heldBytes = census.totals().heldBytes();
        suspects.add(look, census);
        addSites(look, census.sites());
        Map<Site, MapSnapshot> mostGhost = mostGhost(census.maps());
        Map<Site, List<MapHistory>> suspectsOfSite = suspects.bySite();
        sites.values()
                .forEach(site -> site.show(
                        Optional.ofNullable(mostGhost.get(site.site())),
                        suspectsOfSite.getOrDefault(site.site(), List.of())));
    }

    private void addSites(Look look, List<SiteSnapshot> snapshots) {
        Deque<SiteSnapshot> unknown = new ArrayDeque<>();
        for (SiteSnapshot snapshot : snapshots) {
            SiteHistory known = sites.get(snapshot.site());
            if (known != null) {
                known.add(look, snapshot);
            } else if (!snapshot.site().equals(Site.OTHER)) {
                unknown.addLast(snapshot);
            }
        }
        if (look.complete()) {
            vanish(look);
        }
        dropped = admit(look, unknown);
    }

    private void vanish(Look look) {
        Instant longGone = look.takenAt().minus(VANISHED_KEPT);
        sites.values().stream()
                .filter(site -> !site.latest().look().equals(look))
                .forEach(site -> site.vanish(look));
        sites.values().removeIf(site -> site.latest().takenAt().isBefore(longGone));
    }

    /// Takes in new sites, heaviest first; says how many had to stay out or go.
    private int admit(Look look, Deque<SiteSnapshot> unknown) {
        while (!unknown.isEmpty() && sites.size() < mostSites) {
            admit(look, unknown.removeFirst());
        }
        List<SiteHistory> lightest = unknown.isEmpty() ? List.of() : lightestFirst();
        int turnedAway = unknown.size();
        for (SiteHistory weakest : lightest) {
            if (unknown.isEmpty()
                    || unknown.getFirst().heldBytes() <= weakest.latest().site().heldBytes()) {
                break;
            }
            sites.remove(weakest.site());
            admit(look, unknown.removeFirst());
        }
        return turnedAway;
    }

    private void admit(Look look, SiteSnapshot snapshot) {
        sites.put(snapshot.site(), new SiteHistory(look, snapshot));
    }

    private List<SiteHistory> lightestFirst() {
        return sites.values().stream()
                .sorted(Comparator.comparingLong(site -> site.latest().site().heldBytes()))
                .toList();
    }

    private static Map<Site, MapSnapshot> mostGhost(List<MapSnapshot> maps) {
        Map<Site, MapSnapshot> most = new HashMap<>();
        for (MapSnapshot map : maps) {
            most.merge(map.site(), map, (one, other) -> ghost(other) > ghost(one) ? other : one);
        }
        return most;
    }

    private static long ghost(MapSnapshot map) {
        return map.ghostBytes().orElse(0);
    }

    boolean isAnotherProcess(Target target) {
        return pid.isPresent()
                && target.pid().isPresent()
                && pid.getAsLong() != target.pid().getAsLong();
    }

    Instant lookedAt() {
        return lookedAt;
    }

    Collection<SiteHistory> sites() {
        return sites.values();
    }

    int dropped() {
        return dropped;
    }

    long heldBytes() {
        return heldBytes;
    }
}
