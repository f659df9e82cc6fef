package io.maphealth.core.history;

import java.util.Arrays;

/// Numbers that stand for some of a map's keys, sorted: the same keys give the same numbers in the next look, wherever
/// the map or a collection has moved them.
///
/// A key was taken when the lowest `thinning` bits of its number are 0.
public final class KeyPrints {
    private final long[] sorted;
    private final int thinning;

    public KeyPrints(long[] prints, int thinning) {
        this.sorted = prints.clone();
        this.thinning = thinning;
        Arrays.sort(sorted);
    }

    public int size() {
        return sorted.length;
    }

    public int thinning() {
        return thinning;
    }

    /// Half of them, by chance, again and again until no more than so many are left.
    public KeyPrints thinnedTo(int most) {
        KeyPrints fewer = this;
        while (fewer.size() > most && fewer.thinning < Long.SIZE - 1) {
            fewer = fewer.withThinning(fewer.thinning + 1);
        }
        return fewer;
    }

    /// Those of which that many bits are 0, or these when they are as few already.
    public KeyPrints withThinning(int bits) {
        if (bits <= thinning) {
            return this;
        }
        long low = (1L << bits) - 1;
        return new KeyPrints(
                Arrays.stream(sorted).filter(print -> (print & low) == 0).toArray(), bits);
    }

    /// How many of these are among the others, too.
    public int alsoIn(KeyPrints others) {
        int found = 0;
        int other = 0;
        for (int one = 0; one < sorted.length && other < others.sorted.length; ) {
            int order = Long.compare(sorted[one], others.sorted[other]);
            found += order == 0 ? 1 : 0;
            one += order <= 0 ? 1 : 0;
            other += order >= 0 ? 1 : 0;
        }
        return found;
    }

    /// The same as a share of these, of which there is one at least.
    public double shareIn(KeyPrints others) {
        return (double) alsoIn(others) / size();
    }
}
