package io.maphealth.hprof.capture;

import io.maphealth.javamaps.Longs;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Longs in a mapped file.
record MappedLongs(MemorySegment bytes, int size) implements Longs {
    @Override
    public long get(int index) {
        return bytes.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index);
    }

    @Override
    public void set(int index, long value) {
        bytes.setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index, value);
    }

    @Override
    public void sort(int from, int to) {
        long[] range = bytes.asSlice((long) from * Long.BYTES, (long) (to - from) * Long.BYTES)
                .toArray(ValueLayout.JAVA_LONG_UNALIGNED);
        Arrays.sort(range);
        for (int i = 0; i < range.length; i++) {
            set(from + i, range[i]);
        }
    }
}
