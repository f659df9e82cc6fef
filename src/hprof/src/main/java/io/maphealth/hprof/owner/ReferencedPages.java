package io.maphealth.hprof.owner;

/// Which pages of the heap each unit of a dump refers to, as far as a scan has seen: a later scan for a few objects
/// leaves out the units that refer to none of their pages. A few kilobytes a unit; two pages may pass for one. Threads
/// write of different units.
final class ReferencedPages {
    private static final int PAGE_BITS = 16;
    private static final int PAGES = 1 << 15;

    private final long[][] ofUnit;

    ReferencedPages(int units) {
        this.ofUnit = new long[units][];
    }

    /// Those of one unit, to be filled.
    long[] start(int unit) {
        ofUnit[unit] = none();
        return ofUnit[unit];
    }

    /// For what belongs to no unit.
    static long[] none() {
        return new long[PAGES / Long.SIZE];
    }

    static void add(long[] pages, long reference) {
        int page = (int) (reference >>> PAGE_BITS) & (PAGES - 1);
        pages[page >>> 6] |= 1L << page;
    }

    /// Whether a unit may refer to one of some pages; yes for one that was not seen.
    boolean mayRefer(int unit, long[] pages) {
        long[] referred = ofUnit[unit];
        if (referred == null) {
            return true;
        }
        for (int i = 0; i < pages.length; i++) {
            if ((referred[i] & pages[i]) != 0) {
                return true;
            }
        }
        return false;
    }
}
