package io.maphealth.hprof.capture;

import io.maphealth.hprof.heap.HeapClass;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// How far apart objects lie that follow each other in the dump: the exact heap size of the first, wherever the dump
/// goes by address and nothing dead lies between them. Objects do not overlap, so the least distance of a class is its
/// size. For one thread, then added up.
public final class GapSamples {
    private static final int MOST_UNITS = 128;
    private static final int UNIT = 8;
    /// Samples of a class beyond these tell nothing new.
    static final int ENOUGH = 4_096;
    private static final int LEAST_LENGTH = 64;

    /// The smallest object is a header and what aligns it.
    private static final int LEAST_UNITS = 1;

    private static final int LEAST_SAMPLES = 3;
    /// Rarer than one in so many.
    private static final int ACCIDENTS = 16;

    private final Map<HeapClass, int[]> unitsOfClass = new HashMap<>();
    private long narrowArrays;
    private long wideArrays;
    private int arrays;

    void instance(HeapClass type, long bytes) {
        int[] units = unitsOfClass.computeIfAbsent(type, _ -> new int[MOST_UNITS]);
        units[0]++;
        if (bytes > 0 && bytes < MOST_UNITS * UNIT && bytes % UNIT == 0) {
            units[(int) bytes / UNIT]++;
        }
    }

    /// Whether an array tells something about the width of references.
    boolean wantsArray(int length) {
        return length >= LEAST_LENGTH && arrays++ < ENOUGH;
    }

    void array(int length, long bytes) {
        if (bytes / length == 4) {
            narrowArrays++;
        } else if (bytes / length == 8) {
            wideArrays++;
        }
    }

    public void add(GapSamples other) {
        narrowArrays += other.narrowArrays;
        wideArrays += other.wideArrays;
        other.unitsOfClass.forEach((type, units) -> unitsOfClass.merge(type, units, GapSamples::sum));
    }

    public long narrowArrays() {
        return narrowArrays;
    }

    public long wideArrays() {
        return wideArrays;
    }

    /// The least distance of each class that is near in at least half of its samples.
    public Map<String, Long> bytesOfClass() {
        Map<String, Long> bytes = new HashMap<>();
        unitsOfClass.forEach((type, units) -> {
            int near = IntStream.of(units).skip(LEAST_UNITS).sum();
            int least = least(units);
            if (least > 0 && near * 2 >= units[0]) {
                bytes.put(type.name(), (long) least * UNIT);
            }
        });
        return bytes;
    }

    /// The least distance that is no accident of a damaged dump, 0 without.
    private static int least(int[] units) {
        return IntStream.range(LEAST_UNITS, MOST_UNITS)
                .filter(distance -> units[distance] >= LEAST_SAMPLES && units[distance] * ACCIDENTS >= units[0])
                .findFirst()
                .orElse(0);
    }

    private static int[] sum(int[] one, int[] other) {
        int[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }
}
