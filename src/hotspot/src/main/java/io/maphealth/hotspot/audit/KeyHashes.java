package io.maphealth.hotspot.audit;

import java.util.Arrays;

/// The hashes of some of a map's keys, as its nodes keep them, sorted: of those whose lowest `thinning` bits are 0, so
/// that it is the same keys in the next look, wherever the map or a collection has moved them.
final class KeyHashes {
    static final int MOST = 256;

    private final int[] sorted;
    private final int thinning;

    KeyHashes(int[] hashes, int thinning) {
        this.sorted = hashes.clone();
        this.thinning = thinning;
        Arrays.sort(sorted);
    }

    int thinning() {
        return thinning;
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    /// Half of them, again and again until no more than [#MOST] are left.
    KeyHashes thinned() {
        KeyHashes fewer = this;
        while (fewer.sorted.length > MOST && fewer.thinning < Integer.SIZE - 1) {
            fewer = fewer.thinnedTo(fewer.thinning + 1);
        }
        return fewer;
    }

    /// Those whose lowest bits, so many of them, are 0.
    KeyHashes thinnedTo(int bits) {
        int mask = (1 << bits) - 1;
        return bits <= thinning
                ? this
                : new KeyHashes(
                        Arrays.stream(sorted).filter(hash -> (hash & mask) == 0).toArray(), bits);
    }

    /// Which share of these is among the others, too.
    double shareIn(KeyHashes others) {
        int found = 0;
        int other = 0;
        for (int one = 0; one < sorted.length && other < others.sorted.length; ) {
            int order = Integer.compare(sorted[one], others.sorted[other]);
            found += order == 0 ? 1 : 0;
            one += order <= 0 ? 1 : 0;
            other += order >= 0 ? 1 : 0;
        }
        return (double) found / sorted.length;
    }
}
