package io.maphealth.gomem.maps;

import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.core.history.KeyPrints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is remembered of single maps from look to look, in bounded memory: prints of some keys of the largest maps of
/// each site, and which maps looked wrong. For one thread.
///
/// A map is the same as long as its header is at the same address and its seed or its table is: a table that
/// grows moves, and the seed changes when a map is cleared; when both have changed, another map is there.
final class FollowedMaps {
    private static final int MOST_MAPS = 1_000;
    private static final int MOST_OF_A_SITE = 8;
    private static final int MOST_SUSPECTS = 1_000;
    /// Two maps of a hundred keys say more than one of two hundred.
    private static final int MOST_KEYS = 256;

    private static final int LEAST_COUNT = 16;

    private final Map<Long, Followed> followed = new HashMap<>();
    private final Map<Site, List<Followed>> ofSite = new HashMap<>();
    private Map<Long, Suspect> suspects = new HashMap<>();
    private Map<Long, Suspect> nextSuspects = new HashMap<>();
    private Map<Site, Share> survival = new HashMap<>();
    private Map<Site, Share> nextSurvival = new HashMap<>();
    private long look;

    /// Of one map: the prints of the last walk that saw its keys.
    private static final class Followed {
        private final long address;
        private final Site site;
        private MapWalk.Identity identity;
        private int thinning;
        private Optional<KeyPrints> prints = Optional.empty();
        private long count;
        private long seen;

        Followed(MapWalk walk, Site site, long look) {
            this.address = walk.address();
            this.site = site;
            this.identity = walk.identity();
            this.thinning = thinningOf(walk.count());
            this.count = walk.count();
            this.seen = look;
        }
    }

    /// A map that looked wrong; the `generation`s at one address are different maps.
    private record Suspect(MapWalk.Identity identity, int generation) {}

    /// Keys that stayed, of those there were, each standing for as many of its map as were not looked at.
    private static final class Share {
        private double stayed;
        private double all;

        private double value() {
            return stayed / all;
        }
    }

    /// How many keys of a map are wanted, as [KeySample#follow] takes it.
    int thinning(long address) {
        Followed known = followed.get(address);
        return known == null ? KeySample.NOT_FOLLOWED : known.thinning;
    }

    /// Whether a map looked wrong in the last look, so that a quick look, too, should see all of it.
    boolean suspect(long address) {
        return suspects.containsKey(address);
    }

    /// The name of a map: its address, and a number from the second map on that looked wrong there.
    String idOf(MapWalk walk) {
        String address = "0x" + Long.toHexString(walk.address());
        int generation = generationOf(walk);
        return generation == 1 ? address : address + "#" + generation;
    }

    /// Remembers what a walk saw.
    void see(MapWalk walk, MapSnapshot map) {
        if (map.suspicious() && nextSuspects.size() < MOST_SUSPECTS) {
            nextSuspects.put(walk.address(), new Suspect(walk.identity(), generationOf(walk)));
        }
        Followed known = followed.get(walk.address());
        if (known != null && known.site.equals(map.site()) && known.identity.same(walk.identity())) {
            follow(known, walk);
        } else if (known != null) {
            drop(known);
        } else if (walk.count() >= LEAST_COUNT && !walk.types().types().isEmpty()) {
            offer(walk, map.site());
        }
    }

    /// Ends a look: from here on, what it saw is what was seen last.
    ///
    /// @param complete whether a map that was not seen is no more
    /// @return the share of the keys that stayed, by site, as of the last two walks that saw them
    Map<Site, Double> endLook(boolean complete) {
        if (complete) {
            followed.values().stream().filter(map -> map.seen < look).toList().forEach(this::drop);
            survival.keySet().retainAll(ofSite.keySet());
        } else {
            suspects.forEach(nextSuspects::putIfAbsent);
        }
        look++;
        suspects = nextSuspects;
        nextSuspects = new HashMap<>();
        survival.putAll(nextSurvival);
        nextSurvival = new HashMap<>();
        Map<Site, Double> shares = new HashMap<>();
        survival.forEach((site, share) -> shares.put(site, share.value()));
        return shares;
    }

    private int generationOf(MapWalk walk) {
        Suspect known = suspects.get(walk.address());
        if (known == null) {
            return 1;
        }
        return known.identity.same(walk.identity()) ? known.generation : known.generation + 1;
    }

    private void follow(Followed map, MapWalk walk) {
        map.seen = look;
        map.identity = walk.identity();
        if (!walk.counted()) {
            return;
        }
        Optional<KeyPrints> now = walk.keys().prints();
        if (now.isPresent() && map.prints.filter(prints -> prints.size() > 0).isPresent()) {
            KeyPrints before = map.prints.orElseThrow();
            Share share = nextSurvival.computeIfAbsent(map.site, _ -> new Share());
            share.all += map.count;
            share.stayed += (double) map.count * before.alsoIn(now.orElseThrow()) / before.size();
        }
        map.prints = now.map(prints -> prints.thinnedTo(MOST_KEYS));
        map.thinning = map.prints.map(KeyPrints::thinning).orElseGet(() -> thinningOf(walk.count()));
        map.count = walk.count();
    }

    private void offer(MapWalk walk, Site site) {
        List<Followed> here = ofSite.getOrDefault(site, List.of());
        if (here.size() == MOST_OF_A_SITE) {
            Followed smallest = here.stream()
                    .min(Comparator.comparingLong(map -> map.count))
                    .orElseThrow();
            if (walk.count() < 2 * smallest.count) {
                return;
            }
            drop(smallest);
        }
        if (followed.size() < MOST_MAPS) {
            Followed map = new Followed(walk, site, look);
            followed.put(map.address, map);
            ofSite.computeIfAbsent(site, _ -> new ArrayList<>()).add(map);
        }
    }

    private void drop(Followed map) {
        followed.remove(map.address);
        List<Followed> here = ofSite.getOrDefault(map.site, List.of());
        here.remove(map);
        if (here.isEmpty()) {
            ofSite.remove(map.site);
        }
    }

    private static int thinningOf(long count) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(count / (MOST_KEYS / 2)));
    }
}
