package io.maphealth.gomem.maps;

import io.maphealth.process.Window;
import java.util.Map;

/// The header of a map up to Go 1.23, and of noswissmap builds, as its bytes in a window say.
///
/// Layout: hmap (go1.21 to go1.23 runtime/map.go); noswissmap builds of 1.24 and 1.25 have one more word in it.
///
/// @param size that the heap gives a header
record BucketHeader(int size) {
    static final int BUCKETS = 16;

    private static final int COUNT = 0;
    private static final int FLAGS = 8;
    private static final int B = 9;
    private static final int OVERFLOW = 10;
    private static final int SEED = 12;
    private static final int OLD_BUCKETS = 24;
    private static final int EVACUATED = 32;
    private static final int EXTRA = 40;
    private static final int WITHOUT_MORE = 48;

    private static final int FLAG_WRITING = 4;
    private static final int SAME_SIZE_GROWTH = 8;
    private static final int LAST_COUNTED_EACH = 15;
    private static final int MOST_FLAGS = 16;
    private static final int MOST_B = 40;
    private static final long MOST_COUNT = 1L << 40;

    /// Under the names that the run-time's source gives them.
    Map<String, Integer> offsets() {
        return Map.of(
                "count", COUNT,
                "flags", FLAGS,
                "B", B,
                "noverflow", OVERFLOW,
                "hash0", SEED,
                "buckets", BUCKETS,
                "oldbuckets", OLD_BUCKETS,
                "nevacuate", EVACUATED,
                "extra", extraOffset());
    }

    /// Bytes of a header that lies on a stack.
    int sizeOnStack() {
        return size == WITHOUT_MORE ? size : extraOffset() + Long.BYTES;
    }

    /// Whether an object can be a header at all.
    boolean plausible(Window header, long at) {
        long count = count(header, at);
        int b = b(header, at);
        return count >= 0
                && count < MOST_COUNT
                && header.unsignedByteAt(at + FLAGS) < MOST_FLAGS
                && b <= MOST_B
                && seed(header, at) != 0
                && Long.compareUnsigned(evacuated(header, at), 1L << b) <= 0;
    }

    /// Whether nothing was ever written to the map.
    boolean untouched(Window header, long at) {
        return count(header, at) == 0
                && (header.longAt(at + FLAGS) & -1L >>> Integer.SIZE) == 0
                && oldBuckets(header, at) == 0
                && evacuated(header, at) == 0
                && header.longAt(at + EXTRA) == 0
                && extra(header, at) == 0;
    }

    long count(Window header, long at) {
        return header.longAt(at + COUNT);
    }

    /// The map has 2^b buckets.
    int b(Window header, long at) {
        return header.unsignedByteAt(at + B);
    }

    /// Overflow buckets since it grew last. From 2^16 buckets on the run-time counts one in so many, by chance
    /// (incrnoverflow).
    long overflowBuckets(Window header, long at) {
        int counted = header.unsignedShortAt(at + OVERFLOW);
        return (long) counted << Math.max(0, b(header, at) - LAST_COUNTED_EACH);
    }

    int seed(Window header, long at) {
        return header.intAt(at + SEED);
    }

    long buckets(Window header, long at) {
        return header.longAt(at + BUCKETS);
    }

    long oldBuckets(Window header, long at) {
        return header.longAt(at + OLD_BUCKETS);
    }

    /// Old buckets that have moved.
    long evacuated(Window header, long at) {
        return header.longAt(at + EVACUATED);
    }

    /// The address of the extra part, or 0.
    long extra(Window header, long at) {
        return header.longAt(at + extraOffset());
    }

    boolean writing(Window header, long at) {
        return (header.unsignedByteAt(at + FLAGS) & FLAG_WRITING) != 0;
    }

    /// Whether it moves to an array of the same size, to have fewer overflow buckets.
    boolean sameSizeGrowth(Window header, long at) {
        return (header.unsignedByteAt(at + FLAGS) & SAME_SIZE_GROWTH) != 0;
    }

    long digest(Window header, long at) {
        long digest = count(header, at);
        for (int word = FLAGS; word < WITHOUT_MORE; word += Long.BYTES) {
            digest = Digest.mixed(digest, header.longAt(at + word));
        }
        return digest;
    }

    private int extraOffset() {
        return size == WITHOUT_MORE ? EXTRA : EXTRA + Long.BYTES;
    }
}
