package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.RuntimeLayout.LoadFactor;
import io.maphealth.gomem.runtime.SizeClasses;

/// How large the run-time up to Go 1.23 makes a map (go1.21 to go1.23 runtime/map.go, makeBucketArray).
record BucketGrowth(LoadFactor load, SizeClasses sizeClasses, int headerSize) {
    static final int SLOTS = 8;

    private static final int OVERFLOW_SINCE_B = 4;
    private static final int PROBE_BASE = 6;

    static BucketGrowth of(GoRuntime runtime) {
        return new BucketGrowth(
                runtime.layout().loadFactor(),
                runtime.sizeClasses(),
                runtime.layout().mapHeaderSize());
    }

    /// Bytes of the smallest map for so many entries.
    long needed(long count, int groupSize, boolean pointers) {
        if (count == 0) {
            return headerSize;
        }
        int b = 0;
        while (count > SLOTS && count > mostEntries(b)) {
            b++;
        }
        long extra = b >= OVERFLOW_SINCE_B ? BucketExtras.SIZE : 0;
        return headerSize + extra + sizeClasses.of(allocated(b) * groupSize, pointers);
    }

    /// Bytes of the overflow buckets that are objects of their own: the array's reserve is used up first (newoverflow).
    long overflowBytes(BucketWalk.Array array, long overflow, int bucketSize, boolean pointers) {
        long reserve = array.bytes() / bucketSize - array.buckets();
        return Math.max(0, overflow - reserve) * sizeClasses.of(bucketSize, pointers);
    }

    /// Buckets of an array: 2^B, and from 2^4 on a sixteenth more for overflow.
    static long allocated(int b) {
        return (1L << b) + (b >= OVERFLOW_SINCE_B ? 1L << (b - OVERFLOW_SINCE_B) : 0);
    }

    /// Buckets that one lookup may visit when the hash is fair.
    static long allowedProbe(long capacity) {
        return (long) PROBE_BASE + (Long.SIZE - Long.numberOfLeadingZeros(capacity)) / 4;
    }

    private long mostEntries(int b) {
        return load.numerator() * ((1L << b) / load.denominator());
    }
}
