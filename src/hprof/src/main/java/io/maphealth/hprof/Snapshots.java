package io.maphealth.hprof;

import io.maphealth.core.CensusBuilder;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.capture.MapKind;
import io.maphealth.hprof.capture.MapRow;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.hprof.owner.Owners;
import io.maphealth.hprof.owner.Paths;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.walk.MapResults;
import io.maphealth.javamaps.Appraisal;
import io.maphealth.javamaps.CountLayout;
import io.maphealth.javamaps.MapFigures;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.ShallowSizes;
import io.maphealth.javamaps.Walked;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Puts together what is known of each map.
final class Snapshots {
    private final Captured captured;
    private final MapResults results;
    private final Owners owners;
    private final CompactIds ids;
    private final ShallowSizes sizes;
    private final Appraisal appraisal;
    private final Map<HeapClass, Map<Optional<String>, Site>> sites = new HashMap<>();
    private final Map<Integer, String> kindNames = new HashMap<>();

    Snapshots(Audit audit) {
        this.captured = audit.captured();
        this.results = audit.results();
        this.owners = audit.owners();
        this.ids = audit.ids();
        this.sizes = audit.sizes();
        this.appraisal = new Appraisal(sizes);
    }

    /// All that the passes over the dump found out.
    record Audit(Captured captured, MapResults results, Owners owners, CompactIds ids, ShallowSizes sizes) {}

    void addTo(CensusBuilder census) {
        for (int map = 0; map < captured.maps().size(); map++) {
            census.add(snapshot(map));
        }
    }

    /// Finds the ways from a root to those maps that the census keeps one by one.
    void addPaths(CensusBuilder census, Paths paths, HeapScan scan, int looks)
            throws IOException, InterruptedException {
        Map<Integer, String> ids = new LinkedHashMap<>();
        census.kept().forEach(map -> ids.put(owners.map(Long.decode(map.id())), map.id()));
        Map<String, String> byId = new HashMap<>();
        paths.of(List.copyOf(ids.keySet()), scan, looks).forEach((map, path) -> byId.put(ids.get(map), path));
        census.paths(byId);
    }

    private MapSnapshot snapshot(int map) {
        MapRow row = captured.maps().get(map);
        MapKind kind = captured.plan().mapKinds().get(row.kind());
        String id = "0x" + Long.toHexString(ids.idOf(row.id()));
        String kindName = kindNames.computeIfAbsent(
                row.kind(), _ -> kind.layout().className().replace('/', '.'));
        return appraisal
                .describe(figures(map, row, kind), MapSnapshot.builder(id, site(map, kind), kindName))
                .build();
    }

    private MapFigures figures(int map, MapRow row, MapKind kind) {
        return new MapFigures(
                kind.layout(),
                sizes.instance(kind.type().name()),
                count(map, row, kind),
                results.tableLength(map),
                results.nextTableLength(map),
                kind.layout().modCount().isPresent() ? OptionalLong.of(row.modCount()) : OptionalLong.empty(),
                walked(map, row, kind),
                captured.hashes().kept());
    }

    private long count(int map, MapRow row, MapKind kind) {
        return kind.layout().count() instanceof CountLayout.LengthOfTable
                ? results.tableLength(map)
                : captured.countBesideCells(row) + results.cellSum(map);
    }

    /// With the entry that only a field tells of.
    private Optional<Walked> walked(int map, MapRow row, MapKind kind) {
        boolean extra =
                kind.layout() instanceof CellTable cells && cells.extraEntry().isPresent() && row.modCount() != 0;
        return results.walked(map).map(walked -> extra ? walked.plus(Walked.plain(1, 0)) : walked);
    }

    private Site site(int map, MapKind kind) {
        HeapClass type = owners.collection(map).map(wrapper -> wrapper.type()).orElse(kind.type());
        return sites.computeIfAbsent(type, _ -> new HashMap<>())
                .computeIfAbsent(owners.owner(map), owner -> site(type.readableName(), owner));
    }

    private static Site site(String type, Optional<String> owner) {
        return owner.map(path -> Site.of(type, path)).orElseGet(() -> Site.of(type));
    }
}
