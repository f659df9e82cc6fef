package io.maphealth.hprof.walk;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Where the tables of maps lie in the dump, and between which objects lies what they lead to: who looks for the maps
/// of some objects leaves out all tables that end before or start behind them. Threads write of different maps.
final class TablePlaces {
    private final long[] elements;
    private final int[] least;
    private final int[] most;
    /// Tables that a resize moves to, which have a map in common with another one.
    private final Queue<Long> nextTables = new ConcurrentLinkedQueue<>();

    TablePlaces(int maps) {
        elements = new long[maps];
        least = new int[maps];
        most = new int[maps];
    }

    /// The elements of a map's table start at a position of the dump and lead to objects of a range.
    void table(int map, long position, Reach reach) {
        elements[map] = position;
        least[map] = reach.least();
        most[map] = reach.most();
    }

    void nextTable(long position) {
        nextTables.add(position);
    }

    /// The positions of all tables, ascending.
    long[] all() {
        return sorted(Arrays.stream(elements).filter(position -> position != 0));
    }

    /// The positions of those of some maps' tables that may lead to one of some objects, ascending.
    long[] mayLeadTo(int[] objects, IntPredicate maps) {
        int[] sorted = Arrays.stream(objects).map(Reach::signed).sorted().toArray();
        return sorted(IntStream.range(0, elements.length)
                .filter(map -> elements[map] != 0 && maps.test(map) && anyBetween(sorted, least[map], most[map]))
                .mapToLong(map -> elements[map]));
    }

    private long[] sorted(LongStream tables) {
        return LongStream.concat(tables, nextTables.stream().mapToLong(Long::longValue))
                .sorted()
                .toArray();
    }

    private static boolean anyBetween(int[] sorted, int least, int most) {
        int found = Arrays.binarySearch(sorted, least);
        int first = found < 0 ? -found - 1 : found;
        return first < sorted.length && sorted[first] <= most;
    }
}
