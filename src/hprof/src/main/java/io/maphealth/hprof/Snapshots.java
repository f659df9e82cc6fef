package io.maphealth.hprof;

import io.maphealth.core.CensusBuilder;
import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.owner.Owners;
import io.maphealth.hprof.owner.Paths;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.record.Workers;
import io.maphealth.hprof.walk.MapResults;
import io.maphealth.javamaps.ShallowSizes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Puts together what is known of each map.
final class Snapshots {
    private final Audit audit;

    Snapshots(Audit audit) {
        this.audit = audit;
    }

    /// All that the passes over the dump found out.
    record Audit(Captured captured, MapResults results, Owners owners, CompactIds ids, ShallowSizes sizes) {}

    /// Adds all maps to a census, each thread an equal part of them.
    void addTo(CensusBuilder census, int threads) throws IOException, InterruptedException {
        int maps = audit.captured().maps().size();
        List<Callable<SnapshotRange>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int from = (int) ((long) maps * i / threads);
            int to = (int) ((long) maps * (i + 1) / threads);
            SnapshotRange part = new SnapshotRange(audit);
            parts.add(() -> {
                part.addTo(census, from, to);
                return part;
            });
        }
        Workers.run(parts);
    }

    /// Finds the ways from a root to those maps that the census keeps one by one.
    void addPaths(CensusBuilder census, Paths paths, HeapScan scan, int looks)
            throws IOException, InterruptedException {
        Map<Integer, String> ids = new LinkedHashMap<>();
        census.kept().forEach(map -> ids.put(audit.owners().map(Long.decode(map.id())), map.id()));
        Map<String, String> byId = new HashMap<>();
        paths.of(List.copyOf(ids.keySet()), scan, looks).forEach((map, path) -> byId.put(ids.get(map), path));
        census.paths(byId);
    }
}
