package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.AlikeMaps;
import io.maphealth.javamaps.BinRule;
import io.maphealth.javamaps.BinWalk;
import io.maphealth.javamaps.CompositeLayout;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayout.SearchTree;
import io.maphealth.javamaps.MapLayout.SkipList;
import io.maphealth.javamaps.TreeWalk;
import io.maphealth.javamaps.Walked;
import java.util.BitSet;
import java.util.Optional;

/// Walks one map after another, tables read from the live heap and nodes as they were captured. For one thread.
final class TableWalk {
    private static final Result NO_TABLE = new Result(0, 0, Walked.NOTHING);

    private final ReferenceArrays arrays;
    private final HeapIds ids;
    private final BinWalk bins;
    private final TreeWalk trees;
    private long entries;

    TableWalk(ReferenceArrays arrays, HeapIds ids, BinWalk bins, TreeWalk trees) {
        this.arrays = arrays;
        this.ids = ids;
        this.bins = bins;
        this.trees = trees;
    }

    /// What a walk found: lengths in references, 0 without a table.
    record Result(long tableLength, long nextTableLength, Walked walked) {
        /// Whether it is as a healthy map says that holds so many entries.
        boolean confirms(long count) {
            return walked.entries() == count && !walked.faults().any();
        }

        /// Whether it is so, with nothing else to say of it and no long chain.
        boolean isPlain(long count) {
            return confirms(count) && !walked.special() && walked.longest() <= AlikeMaps.SHORT;
        }
    }

    /// Whether a walk of the map goes by a table in the live heap.
    static boolean readsTableOf(FoundMap map) {
        return map.entrance() != 0
                && switch (map.kind().layout()) {
                    case CellTable _, BinTable _ -> true;
                    case SearchTree _, SkipList _, CompositeLayout _ -> false;
                };
    }

    /// Walks a table that was kept; at place 0 there is none.
    Result walk(SmallTables.Found tables, int place) {
        if (place == 0) {
            return NO_TABLE;
        }
        tables.walk(place, bins);
        return new Result(tables.length(place), 0, bins.take());
    }

    /// The entries of such a table when there is nothing else to say of it, and no long chain; else -1.
    long commonEntries(SmallTables.Found tables, int place) {
        if (place == 0) {
            return 0;
        }
        tables.walk(place, bins);
        return bins.takePlain(AlikeMaps.SHORT);
    }

    /// Empty when the map's table is not, or not any more, where the map says.
    Optional<Result> walk(FoundMap map) {
        if (map.entrance() == 0) {
            return Optional.of(NO_TABLE);
        }
        return switch (map.kind().layout()) {
            case SearchTree _ -> Optional.of(new Result(0, 0, trees.walk(ids.of(map.entrance()))));
            case SkipList _ -> Optional.of(new Result(0, 0, list(map.entrance())));
            case CellTable table -> cells(map, table.stride());
            // not read live: see the plan
            case CompositeLayout _ -> Optional.empty();
            case BinTable table ->
                map.nextTable() == 0 ? bins(map.entrance(), table.bins()) : resizing(map, table.bins());
        };
    }

    /// A list is one chain.
    private Walked list(long head) {
        bins.start(BinRule.LOW_BITS, 1);
        bins.bin(0, ids.of(head));
        return bins.take();
    }

    private Optional<Result> cells(FoundMap map, int stride) {
        long length = arrays.length(map.entrance(), ids);
        entries = map.extraEntry() ? 1 : 0;
        boolean whole = length >= 0
                && arrays.elements(map.entrance(), length, (index, _) -> entries += index % stride == 0 ? 1 : 0);
        return whole ? Optional.of(new Result(length, 0, Walked.plain(entries, 0))) : Optional.empty();
    }

    private Optional<Result> bins(long table, BinRule rule) {
        long length = lengthOf(table, rule);
        bins.start(rule, (int) length);
        boolean whole = length >= 0 && arrays.elements(table, length, this::bin);
        Walked walked = bins.take();
        return whole ? Optional.of(new Result(length, 0, walked)) : Optional.empty();
    }

    /// Bins that have moved are in the next table, at their old place and that much further on.
    private Optional<Result> resizing(FoundMap map, BinRule rule) {
        long length = lengthOf(map.entrance(), rule);
        bins.start(rule, (int) length);
        BitSet moved = new BitSet();
        Walked[] found = {Walked.NOTHING};
        boolean whole = length > 0
                && arrays.elements(map.entrance(), length, (index, first) -> {
                    bin(index, first);
                    Walked bin = bins.take();
                    if (bin.moved() > 0) {
                        moved.set(index);
                    }
                    found[0] = found[0].plus(bin);
                });
        long nextLength = lengthOf(map.nextTable(), rule);
        bins.start(rule, (int) nextLength);
        whole &= nextLength > 0
                && arrays.elements(map.nextTable(), nextLength, (index, first) -> {
                    if (moved.get(index % (int) length)) {
                        bin(index, first);
                    }
                });
        Walked next = bins.take();
        return whole ? Optional.of(new Result(length, nextLength, found[0].plus(next))) : Optional.empty();
    }

    private long lengthOf(long table, BinRule rule) {
        long length = arrays.length(table, ids);
        return rule.allows(length) ? length : -1;
    }

    /// A node outside what was captured is one entry, and nothing is known to follow it.
    private void bin(int bin, long first) {
        int node = ids.of(first);
        if (node != 0) {
            bins.bin(bin, node);
        } else {
            bins.lone();
        }
    }
}
