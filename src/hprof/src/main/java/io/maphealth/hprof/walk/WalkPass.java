package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.capture.MapRow;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.record.Aside;
import io.maphealth.hprof.record.Damage;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.BinRule;
import io.maphealth.javamaps.BinWalk;
import io.maphealth.javamaps.CompositeLayout;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayout.SearchTree;
import io.maphealth.javamaps.MapLayout.SkipList;
import io.maphealth.javamaps.TreeWalk;
import io.maphealth.javamaps.Walked;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/// Walks every map: tables as they pass by in a second scan, in which a companion may look at everything as well, and
/// trees and lists from what was captured.
public final class WalkPass {
    private static final HeapVisitor NO_TABLES = new HeapVisitor() {};

    private final HeapScan scan;
    private final Captured captured;
    private final MapResults results;
    private final WantedArrays wanted;
    private final TablePlaces places;
    private final TableVisitor.Walks walks;

    public WalkPass(HeapScan scan, Captured captured, CompactIds ids) {
        this.scan = scan;
        this.captured = captured;
        this.results = new MapResults(captured.maps().size());
        this.wanted = new WantedArrays(captured);
        this.places = new TablePlaces(captured.maps().size());
        this.walks = new TableVisitor.Walks(captured, ids, wanted, results, places);
    }

    /// What was found in the maps, the companions of the scan, and what they did not get to see.
    public record Walk<V>(MapResults results, List<V> companions, Damage damage) {}

    /// Of which map each of some objects is the table or an entry, as number + 1; 0 for others. `place` tells where an
    /// object is among them, less than 0 for others.
    public int[] mapsOf(int[] objects, IntUnaryOperator place) throws IOException, InterruptedException {
        BitSet all = new BitSet();
        all.set(0, captured.plan().mapKinds().size());
        return mapsOf(objects, place, _ -> all);
    }

    /// The same where it is known by place which kinds of maps an object may be an entry of, by their numbers: tables
    /// of these that may lead to it are read once more.
    public int[] mapsOf(int[] objects, IntUnaryOperator place, IntFunction<BitSet> kinds)
            throws IOException, InterruptedException {
        EntrySearch search = new EntrySearch(walks, objects, place, kinds);
        search.inTables(scan);
        search.inTrees(trees());
        return search.maps();
    }

    /// The map that an array is the table of, -1 for others.
    public int mapOfTable(int array) {
        return wanted.mapOfTable(array);
    }

    public <V extends HeapVisitor> Walk<V> run(Function<Window, V> companions)
            throws IOException, InterruptedException {
        Aside<MapResults> others = Aside.of(scan.threads(), this::walkOthers);
        HeapScan.Scanned<BothVisitor<V>> scanned = scan.scan(
                window -> new BothVisitor<>(new TableVisitor(walks, window, false), companions.apply(window)));
        if (results.needsAnotherScan()) {
            scan.arrays(places.all(), window -> new TableVisitor(walks, window, true));
        }
        others.get();
        wanted.sharers().forEach((map, first) -> results.copy(first, map));
        return new Walk<>(results, companions(scanned), scanned.damage());
    }

    /// A visitor that sees a scan without tables, in the way of one with: the compiled code of the scan stays in use.
    public <V extends HeapVisitor> BothVisitor<V> alone(V visitor) {
        return new BothVisitor<>(NO_TABLES, visitor);
    }

    public <V extends HeapVisitor> List<V> companions(HeapScan.Scanned<BothVisitor<V>> scanned) {
        return scanned.visitors().stream().map(BothVisitor::companion).toList();
    }

    private MapResults walkOthers() {
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
                case BinTable _, CellTable _, CompositeLayout _ -> {
                    if (row.entrance() == 0) {
                        results.table(map, 0, Walked.NOTHING);
                    }
                }
            }
        }
        return results;
    }

    private TreeWalk trees() {
        long steps = 8L * (captured.lefts().size() + captured.rights().size())
                + captured.maps().size();
        return new TreeWalk(captured.lefts(), captured.rights(), steps);
    }
}
