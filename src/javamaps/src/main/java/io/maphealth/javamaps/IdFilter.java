package io.maphealth.javamaps;

/// Tells of most ids that they are not in a set, by two bits of one word each: a few bits an id that is, so that it
/// stays in the cache. Ids of neighbours share a word, as objects that are looked at together often lie together. For
/// one writer, then for any readers.
public final class IdFilter {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] bits;

    /// `bitsAnId` times the expected number of ids, rounded up to a power of two.
    public IdFilter(long expected, int bitsAnId) {
        long wanted = Math.clamp(bitsAnId * expected, Long.SIZE, 1L << 30);
        int size = 1 << (Long.SIZE - Long.numberOfLeadingZeros(wanted - 1));
        this.bits = new long[size / Long.SIZE];
    }

    public void add(long id) {
        bits[word(id)] |= both(id);
    }

    /// False only when the id was not added.
    public boolean mayHave(long id) {
        long both = both(id);
        return (bits[word(id)] & both) == both;
    }

    private int word(long id) {
        return (int) (id >>> 6) & (bits.length - 1);
    }

    private static long both(long id) {
        return (1L << id) | (1L << ((id * SPREAD) >>> 58));
    }
}
