package io.maphealth.hotspot.audit;

import io.maphealth.core.Site;
import io.maphealth.core.history.KeyPrints;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Whether the keys of maps stay from look to look. Followed are those of sites of one map with an owner: the map may
/// move and be made anew. For one thread.
final class FollowedKeys {
    /// Of a map.
    static final int MOST_KEYS = 256;

    private static final int MOST_MAPS = 100;
    private static final int LEAST_COUNT = 16;

    private Map<Site, KeyPrints> before = Map.of();
    private Map<Site, KeyPrints> now = new HashMap<>();

    /// A look starts, or starts again.
    void start() {
        now = new HashMap<>();
    }

    /// From here on, what this look saw is what was seen last.
    void end() {
        before = now;
    }

    /// Looks at some keys of the only map of a site; the share of those seen before that are still there, if it is
    /// known.
    OptionalDouble see(Site site, MapWalks.Seen map, KeySample sample) {
        long length = map.figures().tableLength();
        if (now.size() == MOST_MAPS || map.figures().count().orElse(0) < LEAST_COUNT) {
            return OptionalDouble.empty();
        }
        KeyPrints known = before.get(site);
        int thinning = known == null
                ? KeySample.thinning(length, true)
                : Math.max(known.thinning(), KeySample.thinning(length, false));
        Optional<KeyPrints> read = sample.of(map.map(), length, thinning);
        read.ifPresent(hashes -> now.put(site, hashes.thinnedTo(MOST_KEYS)));
        Optional<KeyPrints> earlier = Optional.ofNullable(known)
                .map(hashes -> hashes.withThinning(thinning))
                .filter(hashes -> hashes.size() > 0);
        return read.isPresent() && earlier.isPresent()
                ? OptionalDouble.of(earlier.get().shareIn(read.get()))
                : OptionalDouble.empty();
    }
}
