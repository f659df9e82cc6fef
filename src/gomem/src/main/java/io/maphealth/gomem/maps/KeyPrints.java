package io.maphealth.gomem.maps;

import java.util.Arrays;

/// Numbers that stand for some of a map's keys, sorted: the same keys give the same numbers in the next look, wherever
/// the map has moved them.
///
/// A key was taken when the lowest `thinning` bits of its number are 0; the lowest seven are of the key's hash as the
/// map itself keeps it, the others of its contents.
final class KeyPrints {
    private final long[] sorted;
    private final int thinning;

    KeyPrints(long[] prints, int thinning) {
        this.sorted = prints.clone();
        this.thinning = thinning;
        Arrays.sort(sorted);
    }

    int size() {
        return sorted.length;
    }

    int thinning() {
        return thinning;
    }

    /// Half of them, by chance, again and again until no more than so many are left.
    KeyPrints thinnedTo(int most) {
        KeyPrints fewer = this;
        while (fewer.size() > most && fewer.thinning < Long.SIZE - 1) {
            long bit = 1L << fewer.thinning;
            fewer = new KeyPrints(
                    Arrays.stream(fewer.sorted)
                            .filter(print -> (print & bit) == 0)
                            .toArray(),
                    fewer.thinning + 1);
        }
        return fewer;
    }

    /// How many of these are among the others, too.
    int alsoIn(KeyPrints others) {
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
}
