package io.maphealth.hprof.owner;

import io.maphealth.hprof.walk.Reached;
import io.maphealth.javamaps.IdTable;
import java.util.Arrays;
import java.util.stream.LongStream;

/// Objects whose holders are not known yet, each once, with the bytes of the maps whose owners depend on it.
final class Pending {
    private final IdTable places;
    private final int[] objects;
    private final long[] bytes;
    private final Reached[] reached;

    Pending(int most) {
        this.places = new IdTable(most);
        this.objects = new int[most];
        this.bytes = new long[most];
        this.reached = new Reached[most];
        Arrays.fill(reached, Reached.NOT);
    }

    void add(int object, long moreBytes, Reached how) {
        int next = places.size();
        if (places.put(object, next + 1)) {
            objects[next] = object;
        }
        int place = places.get(object) - 1;
        bytes[place] += moreBytes;
        if (reached[place] == Reached.NOT) {
            reached[place] = how;
        }
    }

    /// By what a map would lead to the object at a place.
    Reached reached(int place) {
        return reached[place];
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
