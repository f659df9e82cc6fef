package io.maphealth.hprof.owner;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.javamaps.IdTable;

/// The objects whose holders are looked for: all maps, then all wrappers, numbered from 0. A filter of bits answers for
/// nearly all references that they are of no interest, without leaving the cache.
final class Targets {
    private static final int SPREAD = 0x9E3779B9;
    private static final int FILTER_BITS_A_TARGET = 16;

    private final CompactIds ids;
    private final IdTable numbers;
    private final long[] filter;
    private final int shift;
    private final int size;

    Targets(Captured captured, CompactIds ids) {
        this.ids = ids;
        int maps = captured.maps().size();
        this.size = maps + captured.wrappers().size();
        int bits = Integer.SIZE
                - Integer.numberOfLeadingZeros((int) Math.min(1L << 28, 64L + (long) size * FILTER_BITS_A_TARGET));
        this.filter = new long[(1 << bits) / Long.SIZE];
        this.shift = Integer.SIZE - bits;
        this.numbers = new IdTable(size);
        for (int map = 0; map < maps; map++) {
            add(captured.maps().get(map).id(), map);
        }
        for (int i = 0; i < captured.wrappers().size(); i++) {
            add(captured.wrappers().get(i).id(), maps + i);
        }
    }

    int size() {
        return size;
    }

    /// The target that a reference refers to, -1 when it is none.
    int find(long reference) {
        int id = ids.find(reference);
        if (id == 0) {
            return -1;
        }
        int bit = (id * SPREAD) >>> shift;
        return (filter[bit >>> 6] & (1L << bit)) == 0 ? -1 : numbers.get(id) - 1;
    }

    /// The target that is an object, -1 when it is none.
    int numbered(int id) {
        return numbers.get(id) - 1;
    }

    private void add(int id, int number) {
        int bit = (id * SPREAD) >>> shift;
        filter[bit >>> 6] |= 1L << bit;
        numbers.put(id, number + 1);
    }
}
