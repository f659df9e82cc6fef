package io.maphealth.javamaps;

/// Tells of most ids that they are not in a set, by one bit each: a few bits an id that is, so that it stays in the
/// cache. Ids of neighbours share a word, as objects that are looked at together often lie together. For one writer,
/// then for any readers.
public final class IdFilter {
    private final long[] bits;
    private final int mask;

    /// `bitsAnId` times the expected number of ids, rounded up to a power of two.
    public IdFilter(long expected, int bitsAnId) {
        long wanted = Math.clamp(bitsAnId * expected, Long.SIZE, 1L << 30);
        int size = 1 << (Long.SIZE - Long.numberOfLeadingZeros(wanted - 1));
        this.bits = new long[size / Long.SIZE];
        this.mask = size - 1;
    }

    public void add(long id) {
        int bit = (int) id & mask;
        bits[bit >>> 6] |= 1L << bit;
    }

    /// False only when the id was not added.
    public boolean mayHave(long id) {
        int bit = (int) id & mask;
        return (bits[bit >>> 6] & (1L << bit)) != 0;
    }
}
