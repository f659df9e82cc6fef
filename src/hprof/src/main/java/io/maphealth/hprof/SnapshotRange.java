package io.maphealth.hprof;

import io.maphealth.core.CensusBuilder;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.capture.MapKind;
import io.maphealth.hprof.capture.MapRow;
import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.javamaps.AlikeMaps;
import io.maphealth.javamaps.Appraisal;
import io.maphealth.javamaps.CompositeLayout;
import io.maphealth.javamaps.CountLayout;
import io.maphealth.javamaps.MapFigures;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayout.SearchTree;
import io.maphealth.javamaps.MapLayout.SkipList;
import io.maphealth.javamaps.Walked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Puts together what is known of a range of maps. For one thread.
final class SnapshotRange {
    private final Snapshots.Audit audit;
    private final Captured captured;
    private final Appraisal appraisal;
    private final Map<HeapClass, Map<Optional<String>, Place>> places = new HashMap<>();
    private final List<Site> sites = new ArrayList<>();

    SnapshotRange(Snapshots.Audit audit) {
        this.audit = audit;
        this.captured = audit.captured();
        this.appraisal = new Appraisal(audit.sizes());
    }

    /// A site, and its place among all.
    private record Place(Site site, int number) {}

    /// Adds the maps from one number to before another to a census to which other threads add theirs.
    void addTo(CensusBuilder census, int from, int to) {
        AlikeMaps alike = new AlikeMaps(this::example, heldBytes -> keeps(census, heldBytes));
        boolean[] special = special();
        for (int map = from; map < to; map++) {
            MapRow row = captured.maps().get(map);
            MapKind kind = captured.plan().mapKinds().get(row.kind());
            Place place = place(map, kind);
            long count = count(map, row, kind);
            boolean common = !special[kind.number()]
                    && audit.results().common(map)
                    && audit.results().entries(map) == count;
            if (!common || !alike.counted(number(place, kind), audit.results().tableLength(map), (int) count)) {
                MapSnapshot snapshot = snapshot(map, row, kind, place.site());
                synchronized (census) {
                    census.add(snapshot);
                }
            }
        }
        synchronized (census) {
            alike.sums().forEach(census::add);
        }
    }

    private static boolean keeps(CensusBuilder census, long heldBytes) {
        synchronized (census) {
            return census.keeps(heldBytes);
        }
    }

    /// By kind.
    private boolean[] special() {
        boolean[] special = new boolean[captured.plan().mapKinds().size()];
        captured.plan().mapKinds().forEach(kind -> special[kind.number()] = special(kind));
        return special;
    }

    /// Whether more tells of maps of a kind than a count, a table and its entries.
    private static boolean special(MapKind kind) {
        return switch (kind.layout()) {
            case CompositeLayout _ -> true;
            case CellTable cells -> cells.extraEntry().isPresent();
            case BinTable _, SearchTree _, SkipList _ -> kind.layout().count() instanceof CountLayout.LengthOfTable;
        };
    }

    private int number(Place place, MapKind kind) {
        long number = (long) place.number() * captured.plan().mapKinds().size() + kind.number();
        return (int) Math.min(Integer.MAX_VALUE, number);
    }

    private MapSnapshot example(int number, int tableLength, int entries) {
        int kinds = captured.plan().mapKinds().size();
        MapKind kind = captured.plan().mapKinds().get(number % kinds);
        MapFigures figures = MapFigures.plain(
                kind.layout(), audit.sizes().instance(kind.type().name()), tableLength, entries);
        return appraisal
                .describe(figures, MapSnapshot.builder("", sites.get(number / kinds), name(kind)))
                .build();
    }

    private MapSnapshot snapshot(int map, MapRow row, MapKind kind, Site site) {
        String id = "0x" + Long.toHexString(audit.ids().idOf(row.id()));
        return appraisal
                .describe(figures(map, row, kind), MapSnapshot.builder(id, site, name(kind)))
                .build();
    }

    private static String name(MapKind kind) {
        return kind.layout().className().replace('/', '.');
    }

    private MapFigures figures(int map, MapRow row, MapKind kind) {
        return new MapFigures(
                kind.layout(),
                audit.sizes().instance(kind.type().name()),
                OptionalLong.of(count(map, row, kind)),
                audit.results().tableLength(map),
                audit.results().nextTableLength(map),
                kind.layout().modCount().isPresent() ? OptionalLong.of(row.modCount()) : OptionalLong.empty(),
                walked(map, row, kind),
                captured.hashes().kept());
    }

    private long count(int map, MapRow row, MapKind kind) {
        return kind.layout().count() instanceof CountLayout.LengthOfTable
                ? audit.results().tableLength(map)
                : captured.countBesideCells(row) + audit.results().cellSum(map);
    }

    /// With the entry that only a field tells of.
    private Optional<Walked> walked(int map, MapRow row, MapKind kind) {
        boolean extra =
                kind.layout() instanceof CellTable cells && cells.extraEntry().isPresent() && row.modCount() != 0;
        return audit.results().walked(map).map(walked -> extra ? walked.plus(Walked.plain(1, 0)) : walked);
    }

    private Place place(int map, MapKind kind) {
        HeapClass type =
                audit.owners().collection(map).map(wrapper -> wrapper.type()).orElse(kind.type());
        return places.computeIfAbsent(type, _ -> new HashMap<>())
                .computeIfAbsent(audit.owners().owner(map), owner -> newPlace(type.readableName(), owner));
    }

    private Place newPlace(String type, Optional<String> owner) {
        sites.add(owner.map(path -> Site.of(type, path)).orElseGet(() -> Site.of(type)));
        return new Place(sites.getLast(), sites.size() - 1);
    }
}
