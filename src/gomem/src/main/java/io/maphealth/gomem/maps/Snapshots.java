package io.maphealth.gomem.maps;

import io.maphealth.core.Contract;
import io.maphealth.core.Growth;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Site;
import io.maphealth.gomem.owners.Owners;
import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.MapType;
import io.maphealth.gomem.runtime.MapTypes;
import io.maphealth.gomem.runtime.SizeClasses;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Makes snapshots out of walks: what is needed, what the table tells of its past, and the words for its type.
final class Snapshots {
    /// More than growth alone ever leaves free: it doubles, so that a table is never emptier than 7/16 (Swiss) or 6/16.
    private static final long MOST_CAPACITY_PER_ENTRY = 3;

    private static final long SMALL_CAPACITY = 16;
    /// As many deleted slots in a hundred tell that the map was emptied, not that an entry was replaced.
    private static final long PERCENT_DELETED = 1;

    private static final int MOST_NAMES = 3;
    private static final String UNTYPED = "map[?]?";

    private final MapLayout layout;
    private final SizeClasses sizeClasses;
    private final MapTypes mapTypes;
    private final Owners owners;
    private final Map<Place, Site> sites = new HashMap<>();

    /// What a site follows from: the types that a map can be of, and the number of its holder.
    private record Place(TableTypes.Match types, int holder) {
        /// Fast: places are looked up once for every map.
        @Override
        public boolean equals(Object other) {
            return other instanceof Place that && types == that.types && holder == that.holder;
        }

        @Override
        public int hashCode() {
            return types.hashCode() * 31 + holder;
        }
    }

    /// @param owners as found by the last search, good for the look that starts
    Snapshots(GoRuntime runtime, MapLayout layout, Owners owners) {
        this.layout = layout;
        this.sizeClasses = runtime.sizeClasses();
        this.mapTypes = runtime.mapTypes();
        this.owners = owners;
    }

    /// @param id by which the map is known again in the next look
    MapSnapshot of(MapWalk walk, String id) {
        Place place = new Place(walk.types(), owners.holderOf(walk.address()));
        return of(walk, sites.computeIfAbsent(place, this::siteOf), id);
    }

    private Site siteOf(Place place) {
        Optional<Owners.Owner> held = owners.owner(place.holder(), place.types().types());
        String type = held.flatMap(Owners.Owner::mapType)
                .flatMap(mapTypes::at)
                .map(MapType::name)
                .orElseGet(() -> nameOf(place.types()));
        return held.map(owner -> Site.of(type, owner.name())).orElseGet(() -> Site.of(type));
    }

    private MapSnapshot of(MapWalk walk, Site site, String id) {
        long indirect = walk.types().types().isEmpty()
                ? 0
                : walk.types().types().getFirst().indirectBytes(sizeClasses);
        long needed = layout.needed(walk.count(), walk.groupSize(), walk.pointers()) + walk.count() * indirect;
        MapSnapshot.Builder snapshot = MapSnapshot.builder(id, site, walk.kind())
                .count(walk.count())
                .capacity(walk.capacity())
                .heldBytes(walk.heldBytes() + walk.iterated().orElse(walk.count()) * indirect)
                .neededBytes(needed)
                .peakEvidence(evidence(walk))
                .stopped(walk.stopped());
        walk.iterated()
                .ifPresent(iterated ->
                        snapshot.iterated(iterated).probe(walk.longestProbe(), layout.allowedProbe(walk.capacity())));
        walk.tombstones().ifPresent(snapshot::tombstones);
        if (walk.toMove() > 0) {
            snapshot.growth(new Growth(walk.moved(), walk.toMove()));
        }
        if (walk.keys().looked()) {
            snapshot.contract(new Contract(
                    OptionalLong.empty(),
                    OptionalLong.of(walk.keys().unequal()),
                    OptionalLong.empty(),
                    OptionalLong.empty()));
        }
        return snapshot.build();
    }

    /// Whether a map has more capacity than growth alone leaves free.
    static boolean mayBeEmptied(long capacity, long count) {
        return capacity > SMALL_CAPACITY && capacity > count * MOST_CAPACITY_PER_ENTRY;
    }

    private static PeakEvidence evidence(MapWalk walk) {
        if (!mayBeEmptied(walk.capacity(), walk.count())) {
            return PeakEvidence.NONE;
        }
        if (walk.tombstones().orElse(0) * 100 >= walk.capacity() * PERCENT_DELETED) {
            return PeakEvidence.TOMBSTONES;
        }
        // tables split one by one, each because it was full
        return walk.grownBySplits() ? PeakEvidence.MODIFICATIONS : PeakEvidence.CAPACITY;
    }

    /// One name where it is certain; else the few that it can be.
    private static String nameOf(TableTypes.Match match) {
        if (match.types().isEmpty()) {
            return UNTYPED;
        }
        String names = match.types().stream()
                .map(MapType::name)
                .distinct()
                .limit(MOST_NAMES)
                .collect(Collectors.joining(" | "));
        long more = match.types().stream().map(MapType::name).distinct().count() - MOST_NAMES;
        return more > 0 ? names + " | " + more + " more" : names;
    }
}
