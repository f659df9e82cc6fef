package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.heap.HeapSpace.Age;
import io.maphealth.javamaps.MapFigures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Walks the maps that were found, in the order of their tables.
///
/// A map whose count and contents agree is as it says. One where they do not is looked at again by itself;
/// what does not settle then is told without its contents.
final class MapWalks {
    /// Tables that lie closer than this are read together.
    private static final long NEIGHBOURS = 8 << 10;

    private static final long MOST_AT_ONCE = 256 << 10;

    /// A busy heap is full of young garbage whose tables have been used again: no more of it is looked at twice.
    private static final int MOST_YOUNG = 1_000;

    private final Recheck recheck;
    private final ReferenceArrays arrays;
    private final Counts counts;
    private int youngLeft = MOST_YOUNG;

    MapWalks(LiveJvm jvm, Recheck recheck) {
        this.recheck = recheck;
        this.arrays = jvm.arrays();
        this.counts = new Counts(jvm.memory(), jvm.arrays());
    }

    /// A map with what is known of it.
    record Seen(FoundMap map, MapFigures figures) {
        /// The same map without what its table seemed to hold.
        Seen withoutContents() {
            return seen(map, figures.count(), Optional.empty());
        }
    }

    void walk(Capture capture, Consumer<Seen> to) {
        List<FoundMap> maps = capture.maps();
        maps.sort(Comparator.comparingLong(FoundMap::entrance));
        TableWalk walk = capture.nodes().walk(arrays);
        long readTo = 0;
        for (int i = 0; i < maps.size(); i++) {
            FoundMap map = maps.get(i);
            if (map.entrance() >= readTo) {
                readTo = endOfNeighbours(maps, i);
                arrays.readAhead(map.entrance(), readTo);
            }
            to.accept(judged(map, walk.walk(map)));
        }
    }

    private static long endOfNeighbours(List<FoundMap> maps, int first) {
        long start = maps.get(first).entrance();
        long end = start + NEIGHBOURS;
        for (int i = first + 1; i < maps.size(); i++) {
            long next = maps.get(i).entrance();
            if (next > end || next + NEIGHBOURS - start > MOST_AT_ONCE) {
                break;
            }
            end = next + NEIGHBOURS;
        }
        return end;
    }

    private Seen judged(FoundMap map, Optional<TableWalk.Result> found) {
        long count = counts.of(map);
        if (found.isPresent() && found.get().walked().entries() == count) {
            return seen(map, count, found);
        }
        if (map.age() == Age.YOUNG && (found.isEmpty() || youngLeft-- <= 0)) {
            return seen(map, count, Optional.empty());
        }
        return recheck.of(map)
                .map(now -> seen(now.map(), now.count(), Optional.of(now.result())))
                .orElseGet(() -> seen(map, count, Optional.empty()));
    }

    private static Seen seen(FoundMap map, long count, Optional<TableWalk.Result> found) {
        MapKind kind = map.kind();
        return new Seen(
                map,
                new MapFigures(
                        kind.layout(),
                        kind.javaClass().layoutHelper(),
                        count,
                        found.map(TableWalk.Result::tableLength).orElse(0L),
                        found.map(TableWalk.Result::nextTableLength).orElse(0L),
                        kind.modCount() < 0 ? OptionalLong.empty() : OptionalLong.of(map.modCount()),
                        found.map(TableWalk.Result::walked),
                        false));
    }
}
