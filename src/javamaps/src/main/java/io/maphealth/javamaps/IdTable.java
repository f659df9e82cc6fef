package io.maphealth.javamaps;

/// Numbers by object id, in one array of longs: what a heap of millions of nodes can afford.
///
/// Open addressing, about 12 bytes a pair; a filter of 1 to 2 bytes a pair answers for most ids that have no number
/// without a look at the pairs. For one writer, then for any readers.
public final class IdTable implements IdNumbers {
    private static final long MOST = 1L << 30;
    private static final int SPREAD = 0x9E3779B9;

    private static final int FILTER_BITS_A_PAIR = 8;

    private final long[] pairs;
    private final IdFilter filter;
    private int size;

    /// Has room for as many pairs as are expected, and no more.
    public IdTable(long expected) {
        long slots = expected + expected * 2 / 5 + 8;
        if (slots > MOST) {
            throw new IllegalStateException("%,d pairs are more than a table can hold".formatted(expected));
        }
        this.pairs = new long[(int) slots];
        this.filter = new IdFilter(expected, FILTER_BITS_A_PAIR);
    }

    @Override
    public int size() {
        return size;
    }

    /// Keeps the first number that is put for an id; tells whether this was the first.
    public boolean put(int id, int number) {
        if (size == pairs.length - 1) {
            throw new IllegalStateException("more pairs than the %,d expected".formatted(size));
        }
        int at = slot(id);
        while (pairs[at] != 0) {
            if ((int) (pairs[at] >>> 32) == id) {
                return false;
            }
            at = following(at);
        }
        pairs[at] = ((long) id << 32) | (number & 0xFFFF_FFFFL);
        filter.add(id);
        size++;
        return true;
    }

    @Override
    public boolean mayHave(int id) {
        return filter.mayHave(id);
    }

    @Override
    public int get(int id) {
        if (!filter.mayHave(id)) {
            return 0;
        }
        int at = slot(id);
        while (pairs[at] != 0) {
            if ((int) (pairs[at] >>> 32) == id) {
                return (int) pairs[at];
            }
            at = following(at);
        }
        return 0;
    }

    @Override
    public void forEach(Pairs to) {
        for (long pair : pairs) {
            if (pair != 0) {
                to.pair((int) (pair >>> 32), (int) pair);
            }
        }
    }

    private int slot(int id) {
        return (int) (((((long) id * SPREAD) & 0xFFFF_FFFFL) * pairs.length) >>> 32);
    }

    private int following(int at) {
        return at + 1 == pairs.length ? 0 : at + 1;
    }
}
