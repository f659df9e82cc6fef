package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.capture.MapRow;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.record.Window;
import io.maphealth.javamaps.CompositeLayout;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayout.SearchTree;
import io.maphealth.javamaps.MapLayout.SkipList;
import io.maphealth.javamaps.TreeWalk;
import java.io.IOException;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Finds of which map some objects are entries, once all maps were walked: only maps of a kind that may have one of
/// them, of those only tables that may lead to it, and large ones only for what no small one has.
final class EntrySearch {
    /// Tables of maps with more entries are only read again for what no other one has.
    private static final int MANY = 1 << 17;

    private final TableVisitor.Walks walks;
    private final Captured captured;
    private final int[] objects;
    private final IntUnaryOperator place;
    private final IntFunction<BitSet> kinds;
    private final int[] maps;
    private final BitSet kindsWithTables = new BitSet();

    /// Of objects; `place` tells where one is among them, less than 0 for others, and `kinds` by place the numbers of
    /// the kinds of maps that it may be an entry of.
    EntrySearch(TableVisitor.Walks walks, int[] objects, IntUnaryOperator place, IntFunction<BitSet> kinds) {
        this.walks = walks;
        this.captured = walks.captured();
        this.objects = objects;
        this.place = place;
        this.kinds = kinds;
        this.maps = IntStream.of(objects)
                .map(object -> walks.wanted().mapOfTable(object) + 1)
                .toArray();
        captured.plan().mapKinds().stream()
                .filter(WantedArrays::hasTable)
                .forEach(kind -> kindsWithTables.set(kind.number()));
    }

    /// By place the number of the map that an object is the table or an entry of, + 1; 0 as long as none is known.
    int[] maps() {
        return maps;
    }

    void inTables(HeapScan scan) throws IOException, InterruptedException {
        long[] few = tables(map -> walks.results().entries(map) <= MANY);
        if (few.length > 0) {
            scan.arrays(few, this::visitor);
        }
        long[] many = tables(map -> walks.results().entries(map) > MANY);
        if (many.length > 0) {
            scan.pieces(many, this::visitor);
        }
    }

    void inTrees(TreeWalk trees) {
        BitSet left = kindsLeft();
        left.andNot(kindsWithTables);
        for (int map = 0; !left.isEmpty() && map < captured.maps().size(); map++) {
            MapRow row = captured.maps().get(map);
            if (left.get(row.kind())) {
                inTree(trees, row, map);
            }
        }
    }

    private void inTree(TreeWalk trees, MapRow row, int map) {
        switch (captured.plan().mapKinds().get(row.kind()).layout()) {
            case SearchTree _ -> trees.walk(row.entrance(), node -> found(node, map));
            case SkipList _ -> follow(row.entrance(), node -> found(node, map));
            case BinTable _, CellTable _, CompositeLayout _ -> {
                // nodes are found by what the table refers to
            }
        }
    }

    private EntryVisitor visitor(Window window) {
        return new EntryVisitor(walks, window, this::found);
    }

    private void found(int node, int map) {
        int found = place.applyAsInt(node);
        if (found >= 0) {
            maps[found] = map + 1;
        }
    }

    private void follow(int first, IntConsumer each) {
        int node = first;
        for (int hops = captured.nexts().size(); node != 0 && hops >= 0; hops--) {
            each.accept(node);
            node = captured.nexts().get(node);
        }
    }

    /// The positions of those of some maps' tables that may lead to objects of which no map is known yet.
    private long[] tables(IntPredicate some) {
        BitSet kindsToRead = kindsLeft();
        kindsToRead.and(kindsWithTables);
        int[] left = IntStream.range(0, maps.length)
                .filter(i -> maps[i] == 0 && kinds.apply(i).intersects(kindsToRead))
                .map(i -> objects[i])
                .toArray();
        return left.length == 0
                ? new long[0]
                : walks.places()
                        .mayLeadTo(
                                left,
                                map -> kindsToRead.get(captured.maps().get(map).kind()) && some.test(map));
    }

    /// The kinds that an object may be in of which no map is known yet.
    private BitSet kindsLeft() {
        BitSet left = new BitSet();
        for (int i = 0; i < maps.length; i++) {
            if (maps[i] == 0) {
                left.or(kinds.apply(i));
            }
        }
        return left;
    }
}
