package io.maphealth.javamaps;

/// Numbers by object id, in one array of longs: what a heap of millions of nodes can afford.
///
/// An id is any non-zero `int` that the reader gives to an object; a number is any non-zero `int`, such as another id.
/// 0 stands for "none" on both sides. Open addressing, about 11 bytes a pair; for one writer, then for any readers.
public final class IdTable {
    private static final long MOST = 1L << 30;
    private static final int SPREAD = 0x9E3779B9;

    private final long[] pairs;
    private int size;

    /// Has room for as many pairs as are expected, and no more.
    public IdTable(long expected) {
        long slots = expected + expected / 2 + 8;
        if (slots > MOST) {
            throw new IllegalStateException("%,d pairs are more than a table can hold".formatted(expected));
        }
        this.pairs = new long[(int) slots];
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
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
        size++;
        return true;
    }

    /// The number of an id, 0 when there is none.
    public int get(int id) {
        int at = slot(id);
        while (pairs[at] != 0) {
            if ((int) (pairs[at] >>> 32) == id) {
                return (int) pairs[at];
            }
            at = following(at);
        }
        return 0;
    }

    private int slot(int id) {
        return (int) (((((long) id * SPREAD) & 0xFFFF_FFFFL) * pairs.length) >>> 32);
    }

    private int following(int at) {
        return at + 1 == pairs.length ? 0 : at + 1;
    }
}
