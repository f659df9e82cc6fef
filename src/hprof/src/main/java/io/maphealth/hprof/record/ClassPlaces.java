package io.maphealth.hprof.record;

import java.util.Arrays;

/// Where each of some classes is among them: one look into a small table. Never changed once made.
public final class ClassPlaces {
    public static final int NONE = -1;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] ids;
    private final int[] places;
    private final int shift;

    /// Of classes by their ids, which are not 0.
    public ClassPlaces(long[] classes) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(classes.length * 3 + 1);
        this.shift = Long.SIZE - bits;
        this.ids = new long[1 << bits];
        this.places = new int[1 << bits];
        Arrays.fill(places, NONE);
        for (int place = 0; place < classes.length; place++) {
            put(classes[place], place);
        }
    }

    /// The place of a class, [#NONE] for one that is not among them.
    public int of(long id) {
        int at = slot(id);
        while (ids[at] != id) {
            if (ids[at] == 0) {
                return NONE;
            }
            at = (at + 1) & (ids.length - 1);
        }
        return places[at];
    }

    private void put(long id, int place) {
        int at = slot(id);
        while (ids[at] != 0) {
            at = (at + 1) & (ids.length - 1);
        }
        ids[at] = id;
        places[at] = place;
    }

    private int slot(long id) {
        return (int) ((id * SPREAD) >>> shift);
    }
}
