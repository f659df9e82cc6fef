package io.maphealth.hprof.owner;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.javamaps.IdFilter;
import io.maphealth.javamaps.IdTable;

/// The objects whose holders are looked for, numbered from 0. A filter of bits answers for
/// nearly all references that they are of no interest, without leaving the cache.
final class Targets {
    /// Objects lie at multiples of 8.
    private static final int UNIT_BITS = 3;

    private static final int FILTER_BITS_A_TARGET = 16;

    private final CompactIds ids;
    private final IdTable numbers;
    private final IdFilter filter;
    private final int size;

    private Targets(CompactIds ids, int size) {
        this.ids = ids;
        this.size = size;
        this.filter = new IdFilter(size, FILTER_BITS_A_TARGET);
        this.numbers = new IdTable(size);
    }

    /// All maps, then all wrappers.
    static Targets of(Captured captured, CompactIds ids) {
        int maps = captured.maps().size();
        Targets targets = new Targets(ids, maps + captured.wrappers().size());
        for (int map = 0; map < maps; map++) {
            targets.add(captured.maps().get(map).id(), map);
        }
        for (int i = 0; i < captured.wrappers().size(); i++) {
            targets.add(captured.wrappers().get(i).id(), maps + i);
        }
        return targets;
    }

    /// Objects that hold others, each once.
    static Targets of(int[] objects, CompactIds ids) {
        Targets targets = new Targets(ids, objects.length);
        for (int i = 0; i < objects.length; i++) {
            targets.add(objects[i], i);
        }
        return targets;
    }

    CompactIds ids() {
        return ids;
    }

    int size() {
        return size;
    }

    /// Whether a reference may be to a target: no for nearly all.
    boolean mayHave(long reference) {
        return filter.mayHave(reference >>> UNIT_BITS);
    }

    /// The target that a reference refers to, -1 when it is none.
    int find(long reference) {
        return mayHave(reference) ? numbered(ids.find(reference)) : -1;
    }

    /// The target that is an object, -1 when it is none.
    int numbered(int id) {
        return id == 0 ? -1 : numbers.get(id) - 1;
    }

    private void add(int id, int number) {
        filter.add(ids.idOf(id) >>> UNIT_BITS);
        numbers.put(id, number + 1);
    }
}
