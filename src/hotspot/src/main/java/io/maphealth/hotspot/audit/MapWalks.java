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
/// A map whose count and contents agree is as it says. One where they do not is looked at again by itself; what does
/// not
/// settle then, or cannot since its objects move with every collection, is told without its contents.
final class MapWalks {
    /// Tables that lie closer than this are read together.
    private static final long NEIGHBOURS = 8 << 10;

    private static final long MOST_AT_ONCE = 256 << 10;

    private final Recheck recheck;
    private final ReferenceArrays arrays;
    private final Counts counts;

    MapWalks(LiveJvm jvm, Recheck recheck) {
        this.recheck = recheck;
        this.arrays = jvm.arrays();
        this.counts = new Counts(jvm.memory(), jvm.arrays());
    }

    /// A map with what is known of it.
    record Seen(FoundMap map, MapFigures figures) {}

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
        Optional<Recheck.Settled> settled = map.age() == Age.YOUNG ? Optional.empty() : recheck.of(map);
        return settled.map(now -> seen(now.map(), now.count(), Optional.of(now.result())))
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
