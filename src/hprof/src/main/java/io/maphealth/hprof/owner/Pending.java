package io.maphealth.hprof.owner;

import io.maphealth.javamaps.IdTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.LongStream;

/// Objects whose holders are not known yet, each once, with the bytes of the maps whose owners depend on it.
final class Pending {
    private final IdTable places;
    private final int[] objects;
    private final long[] bytes;
    private final BitSet entries = new BitSet();

    Pending(int most) {
        this.places = new IdTable(most);
        this.objects = new int[most];
        this.bytes = new long[most];
    }

    void add(int object, long moreBytes, boolean entry) {
        int next = places.size();
        if (places.put(object, next + 1)) {
            objects[next] = object;
        }
        int place = places.get(object) - 1;
        bytes[place] += moreBytes;
        if (entry) {
            entries.set(place);
        }
    }

    /// Whether the object at a place is of a class of which entries of maps are.
    boolean entry(int place) {
        return entries.get(place);
    }

    long allBytes() {
        return LongStream.of(bytes).sum();
    }

    int[] objects() {
        return Arrays.copyOf(objects, places.size());
    }

    long[] bytes() {
        return Arrays.copyOf(bytes, places.size());
    }
}
