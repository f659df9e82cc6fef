package io.maphealth.hprof.heap;

import java.util.Arrays;

/// Object ids as `int`: the number of the 2 MiB page that an object lies in, in order of first sight, and its place
/// there in units of 8 bytes. Exact for objects in up to 16,383 pages (32 GiB), wherever in 4 TiB around the first
/// object the pages lie, so also for collectors that spread a heap (ZGC). 0 is null, and what is no object's id.
///
/// Thread-safe.
public final class CompactIds {
    private static final int PAGE_BITS = 21;
    private static final int UNIT_BITS = 3;
    private static final int PLACE_BITS = PAGE_BITS - UNIT_BITS;
    private static final int MOST_PAGES = (1 << (Integer.SIZE - PLACE_BITS)) - 1;
    private static final int REACH_BITS = 42;
    private static final int GROUP_BITS = 10;
    private static final char[] NO_GROUP = new char[1 << GROUP_BITS];

    private final long base;
    private final char[][] numberOfPage = new char[1 << (REACH_BITS - PAGE_BITS - GROUP_BITS)][];
    private long[] pageOfNumber = new long[1 << GROUP_BITS];
    private int pages;
    private volatile boolean full;

    /// Reaches objects up to 2 TiB around one whose id is given.
    public CompactIds(long someId) {
        Arrays.fill(numberOfPage, NO_GROUP);
        this.base = Math.max(0, (someId >>> PAGE_BITS << PAGE_BITS) - (1L << (REACH_BITS - 1)));
    }

    /// The number of an id; its page gets one when it has none.
    public int of(long id) {
        long page = pageOf(id);
        if (page < 0) {
            return 0;
        }
        int number = number(page);
        return compact(number != 0 ? number : assign((int) page), id);
    }

    /// The number of an id, 0 when its page has none: then no such object was met.
    public int find(long id) {
        long page = pageOf(id);
        if (page < 0) {
            return 0;
        }
        int number = number(page);
        return number == 0 ? 0 : compact(number, id);
    }

    public long idOf(int compact) {
        long page = pageOfNumber[compact >>> PLACE_BITS];
        return base + (page << PAGE_BITS) + ((long) (compact & ((1 << PLACE_BITS) - 1)) << UNIT_BITS);
    }

    /// Whether objects were met that could not get a number.
    public boolean full() {
        return full;
    }

    private long pageOf(long id) {
        long distance = id - base;
        boolean object = id != 0 && (id & ((1 << UNIT_BITS) - 1)) == 0 && distance >= 0 && distance >>> REACH_BITS == 0;
        return object ? distance >>> PAGE_BITS : -1;
    }

    private int compact(int number, long id) {
        int place = (int) ((id - base) >>> UNIT_BITS) & ((1 << PLACE_BITS) - 1);
        return number == 0 ? 0 : (number << PLACE_BITS) | place;
    }

    private int number(long page) {
        return numberOfPage[(int) (page >>> GROUP_BITS)][(int) page & (NO_GROUP.length - 1)];
    }

    // the one shared array stands for all groups without a page
    @SuppressWarnings("ReferenceEquality")
    private synchronized int assign(int page) {
        if (number(page) != 0) {
            return number(page);
        }
        if (pages == MOST_PAGES) {
            full = true;
            return 0;
        }
        pages++;
        if (pages == pageOfNumber.length) {
            pageOfNumber = Arrays.copyOf(pageOfNumber, 2 * pages);
        }
        pageOfNumber[pages] = page;
        int group = page >>> GROUP_BITS;
        if (numberOfPage[group] == NO_GROUP) {
            numberOfPage[group] = new char[NO_GROUP.length];
        }
        numberOfPage[group][page & (NO_GROUP.length - 1)] = (char) pages;
        return pages;
    }
}
