package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.capture.MapRow;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.BinRule;
import io.maphealth.javamaps.BinWalk;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayout.SearchTree;
import io.maphealth.javamaps.MapLayout.SkipList;
import io.maphealth.javamaps.TreeWalk;
import io.maphealth.javamaps.Walked;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/// Walks every map: tables as they pass by in a second scan, in which a companion may look at everything as well, and
/// trees and lists from what was captured.
public final class WalkPass {
    private final HeapScan scan;
    private final Captured captured;
    private final MapResults results;
    private final WantedArrays wanted;
    private final TableVisitor.Walks walks;

    public WalkPass(HeapScan scan, Captured captured, CompactIds ids) {
        this.scan = scan;
        this.captured = captured;
        this.results = new MapResults(captured.maps().size());
        this.wanted = new WantedArrays(captured);
        this.walks = new TableVisitor.Walks(captured, ids, wanted, results);
    }

    /// What was found in the maps, and the companions of the scan.
    public record Walk<V>(MapResults results, List<V> companions) {}

    /// Notes, for each of some objects that is the table of a map or an entry of a tree, the number of its map + 1.
    public void findOwners(int[] objects, IntUnaryOperator place, int[] maps) {
        for (int i = 0; i < objects.length; i++) {
            int use = wanted.use(objects[i]);
            maps[i] = use == 0 ? 0 : WantedArrays.map(use) + 1;
        }
        TreeWalk trees = trees();
        for (int map = 0; map < captured.maps().size(); map++) {
            MapRow row = captured.maps().get(map);
            if (captured.plan().mapKinds().get(row.kind()).layout() instanceof SearchTree) {
                int owner = map + 1;
                trees.walk(row.entrance(), node -> {
                    int found = place.applyAsInt(node);
                    if (found >= 0) {
                        maps[found] = owner;
                    }
                });
            }
        }
    }

    /// The same for entries of chains, as their tables pass by.
    public EntryVisitor entryVisitor(IntUnaryOperator place, int[] maps, Window window) {
        return new EntryVisitor(walks, place, maps, window);
    }

    public <V extends HeapVisitor> Walk<V> run(Function<Window, V> companions)
            throws IOException, InterruptedException {
        HeapScan.Scanned<BothVisitor<V>> scanned = scan.scan(
                window -> new BothVisitor<>(new TableVisitor(walks, window, false), companions.apply(window)));
        if (results.needsAnotherScan()) {
            scan.scan(window -> new TableVisitor(walks, window, true));
        }
        wanted.sharers().forEach((map, first) -> results.copy(first, map));
        walkOthers();
        return new Walk<>(
                results, scanned.visitors().stream().map(BothVisitor::companion).toList());
    }

    private void walkOthers() {
        TreeWalk trees = trees();
        BinWalk lists = captured.binWalk();
        for (int map = 0; map < captured.maps().size(); map++) {
            MapRow row = captured.maps().get(map);
            switch (captured.plan().mapKinds().get(row.kind()).layout()) {
                case SearchTree _ -> results.table(map, 0, trees.walk(row.entrance()));
                case SkipList _ -> {
                    lists.start(BinRule.LOW_BITS, 1);
                    lists.bin(0, row.entrance());
                    results.table(map, 0, lists.take());
                }
                case BinTable _, CellTable _ -> {
                    if (row.entrance() == 0) {
                        results.table(map, 0, Walked.NOTHING);
                    }
                }
            }
        }
    }

    private TreeWalk trees() {
        long steps = 8L * (captured.lefts().size() + captured.rights().size())
                + captured.maps().size();
        return new TreeWalk(captured.lefts(), captured.rights(), steps);
    }
}
