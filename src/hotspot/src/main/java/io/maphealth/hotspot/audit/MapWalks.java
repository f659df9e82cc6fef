package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.LongLog;
import io.maphealth.javamaps.MapFigures;
import io.maphealth.javamaps.MapLayout.BinTable;
import java.util.Optional;
import java.util.OptionalLong;

/// Walks the maps that were found: those with a small table at once, the others in the order of their tables.
///
/// A map whose count and contents agree is as it says. One where they do not is looked at again by itself;
/// what does not settle then is told without its contents.
final class MapWalks {
    /// A busy heap is full of young garbage whose tables have been used again: no more of it is looked at twice.
    private static final int MOST_YOUNG = 1_000;

    private final Plan plan;
    private final Recheck recheck;
    private final ReferenceArrays arrays;
    private final Counts counts;
    private int youngLeft;
    private boolean allNodes;

    MapWalks(LiveJvm jvm, Plan plan) {
        this.plan = plan;
        this.recheck = new Recheck(jvm, plan);
        this.arrays = new ReferenceArrays(jvm, ReferenceArrays.WIDE);
        this.counts = new Counts(jvm);
    }

    /// A map with what is known of it.
    record Seen(FoundMap map, MapFigures figures) {
        /// The same map without what its table seemed to hold.
        Seen withoutContents() {
            return seen(map, figures.count(), 0, Optional.empty());
        }
    }

    /// Is told of maps.
    interface Listener {
        /// Counts one more map of a class with a table of so many bins and so many entries; false where more is wanted
        /// of such a map.
        boolean alike(int classNumber, int tableLength, int entries);

        void seen(Seen map);
    }

    /// Walks all maps of a look, whose nodes are then forgotten.
    void walk(Capture capture, HeapIds ids, Listener to) {
        youngLeft = MOST_YOUNG;
        recheck.start();
        allNodes = !capture.nodes().full();
        TableWalk walk = capture.nodes().walk(arrays);
        LongLog others = new KeptTables(capture.maps(), capture.tables().found(), walk, ids).walk(to);
        arrays.forget();
        MapLog maps = capture.maps();
        maps.forEachByEntrance(others, ids, (number, neighboursEnd) -> {
            FoundMap map = maps.get(number);
            if (TableWalk.readsTableOf(map)) {
                arrays.readAhead(map.entrance(), neighboursEnd);
            }
            Optional<TableWalk.Result> found = walk.walk(map);
            if (found.isEmpty() || !alike(maps, number, found.get(), to)) {
                to.seen(judged(map, found, ids));
            }
        });
    }

    private static boolean alike(MapLog maps, int number, TableWalk.Result found, Listener to) {
        return maps.plain(number)
                && found.isPlain(maps.count(number))
                && to.alike(maps.classNumber(number), (int) found.tableLength(), maps.count(number));
    }

    /// Tells all maps by what they say of themselves. Where objects are on their way, nothing that they hold can be
    /// followed; how long a table of bins is can be read where one of a possible length is still there.
    void count(Capture capture, HeapIds ids, Listener to) {
        LongLog all = new LongLog();
        for (int number = 0; number < capture.maps().size(); number++) {
            all.add(number);
        }
        arrays.forget();
        MapLog maps = capture.maps();
        maps.forEachByEntrance(all, ids, (number, neighboursEnd) -> {
            FoundMap map = maps.get(number);
            long length = 0;
            if (map.entrance() != 0 && map.kind().layout() instanceof BinTable table) {
                arrays.readAhead(map.entrance(), neighboursEnd);
                length = tableLength(map.entrance(), table, ids);
            }
            to.seen(seen(map, counts.of(map), length, Optional.empty()));
        });
    }

    private long tableLength(long address, BinTable table, HeapIds ids) {
        int classNumber = arrays.classNumber(address);
        long length = classNumber >= 0 && plan.isTable(classNumber) ? arrays.length(address, ids) : -1;
        return table.bins().allows(length) ? length : 0;
    }

    private Seen judged(FoundMap map, Optional<TableWalk.Result> found, HeapIds ids) {
        OptionalLong count = counts.of(map);
        if (found.isPresent() && count.isPresent() && found.get().confirms(count.getAsLong())) {
            return seen(map, count.getAsLong(), found.get());
        }
        boolean unknowable = !allNodes && found.isPresent();
        if (unknowable || (!map.lasts() && (found.isEmpty() || youngLeft-- <= 0))) {
            return seen(map, count, 0, Optional.empty());
        }
        return recheck.of(map, ids)
                .map(now -> seen(now.map(), now.count(), now.result()))
                .orElseGet(() -> seen(map, count, 0, Optional.empty()));
    }

    static Seen seen(FoundMap map, long count, TableWalk.Result found) {
        return seen(map, OptionalLong.of(count), found.tableLength(), Optional.of(found));
    }

    private static Seen seen(FoundMap map, OptionalLong count, long tableLength, Optional<TableWalk.Result> found) {
        MapKind kind = map.kind();
        return new Seen(
                map,
                new MapFigures(
                        kind.layout(),
                        kind.javaClass().layoutHelper(),
                        count,
                        tableLength,
                        found.map(TableWalk.Result::nextTableLength).orElse(0L),
                        kind.modCount() < 0 ? OptionalLong.empty() : OptionalLong.of(map.modCount()),
                        found.map(TableWalk.Result::walked),
                        false));
    }
}
