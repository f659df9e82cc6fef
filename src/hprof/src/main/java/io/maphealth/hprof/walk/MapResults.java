package io.maphealth.hprof.walk;

import io.maphealth.javamaps.AlikeMaps;
import io.maphealth.javamaps.Walked;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the walks found, by number of the map: three numbers for most, more for the few that are special. Threads write
/// to different maps.
public final class MapResults {
    private static final int MAP_BYTES = 48;
    private static final int SLOT_BYTES = 4;
    private static final int ENTRY_BYTES = 32;

    private final int[] tableLengths;
    private final int[] entries;
    private final int[] longest;
    private final boolean[] walked;
    private final boolean[] rare;
    private final Map<Integer, Walked> special = new ConcurrentHashMap<>();
    private final Map<Integer, Long> cellSums = new ConcurrentHashMap<>();
    private final Map<Integer, Resize> resizes = new ConcurrentHashMap<>();
    private final Map<Integer, NextTable> nextTables = new ConcurrentHashMap<>();
    private final Set<Integer> left = ConcurrentHashMap.newKeySet();

    MapResults(int maps) {
        tableLengths = new int[maps];
        entries = new int[maps];
        longest = new int[maps];
        walked = new boolean[maps];
        rare = new boolean[maps];
    }

    private record NextTable(int length, Walked found) {}

    public void table(int map, int length, Walked found) {
        tableLengths[map] = length;
        entries[map] = (int) Math.min(Integer.MAX_VALUE, found.entries());
        longest[map] = (int) Math.min(Integer.MAX_VALUE, found.longest());
        walked[map] = true;
        if (found.special()) {
            rare[map] = true;
            special.put(map, found);
        }
    }

    /// More of a map that was walked already.
    public void add(int map, Walked more) {
        if (walked[map]) {
            table(map, tableLengths[map], inTable(map).plus(more));
        }
    }

    void resizing(int map, BitSet movedBins, int length) {
        resizes.put(map, new Resize(movedBins, length));
    }

    void nextTable(int map, int length, Walked found) {
        rare[map] = true;
        nextTables.put(map, new NextTable(length, found));
        left.remove(map);
    }

    void leaveForAnotherScan(int map) {
        left.add(map);
    }

    boolean needsAnotherScan() {
        return !left.isEmpty();
    }

    public void cells(int map, long sum) {
        cellSums.put(map, sum);
    }

    void copy(int from, int to) {
        if (walked[from]) {
            table(to, tableLengths[from], found(from));
        }
    }

    Optional<Resize> resize(int map) {
        return Optional.ofNullable(resizes.get(map));
    }

    /// What a map holds, give or take the sizes of its class.
    public long roughBytes(int map) {
        return MAP_BYTES + (long) SLOT_BYTES * tableLengths[map] + (long) ENTRY_BYTES * entries[map];
    }

    /// Whether all there is to say of a map is the length of its table and its entries.
    public boolean common(int map) {
        return walked[map] && longest[map] <= AlikeMaps.SHORT && !rare[map];
    }

    /// What a walk of the map came by, as far as a plain number can tell.
    public int entries(int map) {
        return entries[map];
    }

    public int tableLength(int map) {
        return tableLengths[map];
    }

    /// 0 where no resize is going on.
    public int nextTableLength(int map) {
        NextTable next = rare[map] ? nextTables.get(map) : null;
        return next == null ? 0 : next.length();
    }

    public long cellSum(int map) {
        return cellSums.getOrDefault(map, 0L);
    }

    /// Maps of which the walk had to be given up.
    public long unfinished() {
        return special.values().stream().filter(found -> !found.whole()).count();
    }

    /// Empty where the table of the map was not met.
    public Optional<Walked> walked(int map) {
        return walked[map] ? Optional.of(found(map)) : Optional.empty();
    }

    private Walked found(int map) {
        NextTable next = rare[map] ? nextTables.get(map) : null;
        return next == null ? inTable(map) : inTable(map).plus(next.found());
    }

    private Walked inTable(int map) {
        Walked found = rare[map] ? special.get(map) : null;
        return found != null ? found : Walked.plain(entries[map], longest[map]);
    }
}
