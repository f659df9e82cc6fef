package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.capture.MapRow;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.MapLayout.SearchTree;
import io.maphealth.javamaps.TreeWalk;
import io.maphealth.javamaps.Walked;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/// Walks every map: tables as they pass by in a second scan, in which a companion may look at everything as well, and
/// trees from what was captured.
public final class WalkPass {
    private final HeapScan scan;
    private final Captured captured;
    private final CompactIds ids;

    public WalkPass(HeapScan scan, Captured captured, CompactIds ids) {
        this.scan = scan;
        this.captured = captured;
        this.ids = ids;
    }

    /// What was found in the maps, and the companions of the scan.
    public record Walk<V>(MapResults results, List<V> companions) {}

    public <V extends HeapVisitor> Walk<V> run(Function<Window, V> companions)
            throws IOException, InterruptedException {
        MapResults results = new MapResults(captured.maps().size());
        WantedArrays wanted = new WantedArrays(captured);
        TableVisitor.Walks walks = new TableVisitor.Walks(captured, ids, wanted, results);
        HeapScan.Scanned<BothVisitor<V>> scanned = scan.scan(
                window -> new BothVisitor<>(new TableVisitor(walks, window, false), companions.apply(window)));
        if (results.needsAnotherScan()) {
            scan.scan(window -> new TableVisitor(walks, window, true));
        }
        wanted.sharers().forEach((map, first) -> results.copy(first, map));
        walkTrees(results);
        return new Walk<>(
                results, scanned.visitors().stream().map(BothVisitor::companion).toList());
    }

    private void walkTrees(MapResults results) {
        long steps = 8L * (captured.lefts().size() + captured.rights().size())
                + captured.maps().size();
        TreeWalk walk = new TreeWalk(captured.lefts(), captured.rights(), steps);
        for (int map = 0; map < captured.maps().size(); map++) {
            MapRow row = captured.maps().get(map);
            if (captured.plan().mapKinds().get(row.kind()).layout() instanceof SearchTree) {
                results.table(map, 0, walk.walk(row.entrance()));
            } else if (row.entrance() == 0) {
                results.table(map, 0, Walked.NOTHING);
            }
        }
    }
}
