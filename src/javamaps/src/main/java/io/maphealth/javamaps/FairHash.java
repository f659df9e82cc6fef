package io.maphealth.javamaps;

/// How long the longest chain of a table can get when its hash spreads keys fairly.
public final class FairHash {
    /// The expected number of chains beyond the bound in a fair table: one in a million tables has one.
    private static final double TOLERATED = 1e-6;

    /// Shorter chains are no trouble to anyone, however unlikely: `HashMap` itself starts to treeify at 8.
    private static final long LEAST = 8;

    private FairHash() {}

    /// The longest chain to be expected of `entries` in `bins`: bins fill as a Poisson process with mean entries /
    /// bins.
    public static long longestChain(long entries, long bins) {
        if (entries <= LEAST || bins == 0) {
            return LEAST;
        }
        double mean = (double) entries / bins;
        if (mean > 500) {
            return (long) (mean + 8 * Math.sqrt(mean));
        }
        long length = 0;
        double exactly = Math.exp(-mean);
        double longer = 1 - exactly;
        while (length < LEAST || (bins * longer > TOLERATED && length < entries)) {
            length++;
            exactly *= mean / length;
            longer = length < mean ? longer - exactly : exactly * mean / (length + 1 - mean);
        }
        return length;
    }
}
