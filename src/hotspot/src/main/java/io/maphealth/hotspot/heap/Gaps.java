package io.maphealth.hotspot.heap;

import java.util.Arrays;

/// Stretches of the heap that belong to a thread and are not filled yet. For one thread.
public final class Gaps {
    private final long[] starts;
    private final long[] ends;

    /// Gaps as pairs of start and end, in any order.
    Gaps(long[][] gaps) {
        long[][] sorted = gaps.clone();
        Arrays.sort(sorted, (one, other) -> Long.compare(one[0], other[0]));
        this.starts = Arrays.stream(sorted).mapToLong(gap -> gap[0]).toArray();
        this.ends = Arrays.stream(sorted).mapToLong(gap -> gap[1]).toArray();
    }

    /// The start of the first gap that ends behind `address`; [Long#MAX_VALUE] when there is none.
    long nextStart(long address) {
        int index = indexOfEndAfter(address);
        return index == starts.length ? Long.MAX_VALUE : starts[index];
    }

    /// The end of the gap that `address` is in; itself when it is in none.
    long endOf(long address) {
        int index = indexOfEndAfter(address);
        return index < ends.length && starts[index] <= address ? ends[index] : address;
    }

    private int indexOfEndAfter(long address) {
        int index = 0;
        while (index < ends.length && ends[index] <= address) {
            index++;
        }
        return index;
    }
}
