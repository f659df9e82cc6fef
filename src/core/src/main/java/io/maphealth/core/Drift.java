package io.maphealth.core;

/// How far a map's count may be from its contents before it is called wrong.
public final class Drift {
    private static final long LEAST = 3;

    private Drift() {}

    /// `max(3, ceil(log2(count + 1)))` entries: 3 up to 7, 7 at 100, 14 at 10 000, 20 at 1 000 000.
    ///
    /// A negative count, which only a broken or torn map can report, is allowed the least.
    public static long allowed(long count) {
        // ceil(log2(n + 1)) is the number of bits of n
        return count < 0 ? LEAST : Math.max(LEAST, Long.SIZE - Long.numberOfLeadingZeros(count));
    }
}
