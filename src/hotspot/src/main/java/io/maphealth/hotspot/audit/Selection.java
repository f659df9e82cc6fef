package io.maphealth.hotspot.audit;

import io.maphealth.core.CensusBuilder;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.javamaps.Appraisal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/// Puts maps into a census: the largest and the suspects wait until their owners are known, the others go in at once,
/// known by their class alone. Bounded by how many may wait.
final class Selection {
    private final CensusBuilder census;
    private final Appraisal appraisal;
    private final int most;
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiting::suspect).thenComparingLong(Waiting::heldBytes));

    Selection(CensusBuilder census, Appraisal appraisal, int most) {
        this.census = census;
        this.appraisal = appraisal;
        this.most = most;
    }

    private record Waiting(MapWalks.Seen seen, boolean suspect, long heldBytes) {}

    void add(MapWalks.Seen seen) {
        MapSnapshot anonymous = snapshot(seen, Optional.empty());
        if (waiting.size() < most) {
            waiting.add(new Waiting(seen, anonymous.suspect(), anonymous.heldBytes()));
            return;
        }
        Waiting least = waiting.element();
        Waiting next = new Waiting(seen, anonymous.suspect(), anonymous.heldBytes());
        if (waiting.comparator() != null && waiting.comparator().compare(next, least) > 0) {
            waiting.remove();
            waiting.add(next);
            census.add(snapshot(least.seen(), Optional.empty()));
        } else {
            census.add(anonymous);
        }
    }

    Set<Long> addresses() {
        Set<Long> addresses = new HashSet<>();
        waiting.forEach(each -> addresses.add(each.seen().map().address()));
        return addresses;
    }

    /// Lets those that wait go in, each with its owner.
    void finish(OwnerPaths owners) {
        for (Waiting each : waiting) {
            census.add(snapshot(each.seen(), owners.of(each.seen().map().address())));
        }
        waiting.clear();
    }

    private MapSnapshot snapshot(MapWalks.Seen seen, Optional<String> owner) {
        MapKind kind = seen.map().kind();
        String type = kind.javaClass().name().replace('/', '.');
        Site site = owner.map(name -> Site.of(type, name)).orElseGet(() -> Site.of(type));
        String id = "0x" + Long.toHexString(seen.map().address());
        String layout = kind.layout().className().replace('/', '.');
        return appraisal
                .describe(seen.figures(), MapSnapshot.builder(id, site, layout))
                .build();
    }
}
