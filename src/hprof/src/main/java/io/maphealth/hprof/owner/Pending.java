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
    private final BitSet[] kinds;

    Pending(int most) {
        this.places = new IdTable(most);
        this.objects = new int[most];
        this.bytes = new long[most];
        this.kinds = new BitSet[most];
        Arrays.fill(kinds, EntryKinds.none());
    }

    void add(int object, long moreBytes, BitSet kindsOfMaps) {
        int next = places.size();
        if (places.put(object, next + 1)) {
            objects[next] = object;
        }
        int place = places.get(object) - 1;
        bytes[place] += moreBytes;
        if (kinds[place].isEmpty()) {
            kinds[place] = kindsOfMaps;
        }
    }

    /// The numbers of the kinds of maps that the object at a place may be an entry of.
    BitSet kinds(int place) {
        return kinds[place];
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
