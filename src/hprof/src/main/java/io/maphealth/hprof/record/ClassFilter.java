package io.maphealth.hprof.record;

/// Some classes, by their ids as they stand in the dump: most instances are passed over after one look into a small
/// table, before any of their bytes is turned round. Never changed once made.
final class ClassFilter {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final boolean all;
    private final long[] raw;
    private final int shift;

    /// Of the classes that a visitor wants; no classes are all.
    ClassFilter(long[] ids, Window window) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(ids.length * 3 + 1);
        this.all = ids.length == 0;
        this.shift = Long.SIZE - bits;
        this.raw = new long[1 << bits];
        for (long id : ids) {
            put(window.raw(id));
        }
    }

    boolean has(long rawId) {
        int at = (int) ((rawId * SPREAD) >>> shift);
        while (raw[at] != rawId) {
            if (raw[at] == 0) {
                return all;
            }
            at = (at + 1) & (raw.length - 1);
        }
        return true;
    }

    private void put(long rawId) {
        int at = (int) ((rawId * SPREAD) >>> shift);
        while (raw[at] != 0) {
            at = (at + 1) & (raw.length - 1);
        }
        raw[at] = rawId;
    }
}
