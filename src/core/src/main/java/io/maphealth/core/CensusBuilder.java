package io.maphealth.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// Adds maps up into a [Census] as a reader finds them, in memory that does not depend on how many there are.
///
/// It keeps the largest maps, the suspects (bounded, heaviest first) and a line for each site (bounded, the rest under
/// [Site#OTHER]). For one thread.
public final class CensusBuilder {
    private static final int MOST_SUSPECTS = 1_000;
    private static final int MOST_SITES = 20_000;
    /// Of equals the first by id counts as the larger one, so that the order of reading does not matter.
    private static final Comparator<MapSnapshot> BY_HELD =
            Comparator.comparingLong(MapSnapshot::heldBytes).thenComparing(MapSnapshot::id, Comparator.reverseOrder());

    private final Target target;
    private final int top;
    private final PriorityQueue<MapSnapshot> largest = new PriorityQueue<>(BY_HELD);
    private final PriorityQueue<MapSnapshot> suspects = new PriorityQueue<>(BY_HELD);
    private final Map<Site, Sum> sites = new HashMap<>();
    private final Sum totals = new Sum();
    private Optional<String> incompleteReason = Optional.empty();
    private Optional<GcCycles> gc = Optional.empty();
    private Optional<HeapLayout> heapLayout = Optional.empty();
    private Duration pause = Duration.ZERO;
    private Map<String, String> paths = Map.of();

    /// @param top how many maps to keep; 0 keeps all
    public CensusBuilder(Target target, int top) {
        this.target = target;
        this.top = top == 0 ? Integer.MAX_VALUE : top;
    }

    public void add(MapSnapshot map) {
        totals.add(map);
        sumOf(map.site()).add(map);
        keep(largest, map, top);
        if (map.suspect()) {
            keep(suspects, map, MOST_SUSPECTS);
        }
    }

    /// Whether a healthy map that holds so many bytes would be kept one by one.
    public boolean keeps(long heldBytes) {
        MapSnapshot least = largest.peek();
        return least == null || largest.size() < top || heldBytes >= least.heldBytes();
    }

    /// Adds a site of a source that knows no single maps.
    public void add(SiteSnapshot site) {
        totals.add(site);
        sumOf(site.site()).add(site);
    }

    /// Notes how many of a site's keys are still there since the look before, as a share; nothing when the
    /// site has no map in this look.
    public void keySurvival(Site site, double share) {
        Sum known = sites.get(site);
        if (known != null) {
            known.keySurvival = OptionalDouble.of(share);
        }
    }

    /// The look did not see everything; the first reason is kept.
    public void incomplete(String reason) {
        if (incompleteReason.isEmpty()) {
            incompleteReason = Optional.of(reason);
        }
    }

    public void gc(GcCycles cycles) {
        gc = Optional.of(cycles);
    }

    public void heapLayout(HeapLayout layout) {
        heapLayout = Optional.of(layout);
    }

    /// The maps that are kept one by one, largest first.
    public List<MapSnapshot> kept() {
        return Stream.concat(largestFirst(largest).stream(), largestFirst(suspects).stream())
                .distinct()
                .toList();
    }

    /// How maps that are kept are reached from a root, by the id of the map.
    public void paths(Map<String, String> byId) {
        paths = Map.copyOf(byId);
    }

    /// How long the target stood still, added to what was said before.
    public void paused(Duration time) {
        pause = pause.plus(time);
    }

    public Census build(Instant takenAt, Duration duration) {
        List<SiteSnapshot> largestSites = new ArrayList<>(sites.size());
        sites.forEach((site, sum) -> largestSites.add(sum.snapshot(site)));
        largestSites.sort(Comparator.comparingLong(SiteSnapshot::heldBytes)
                .reversed()
                .thenComparing(site -> site.site().name()));
        return new Census(
                takenAt,
                target,
                incompleteReason,
                duration,
                pause,
                totals.totals(),
                largestFirst(largest),
                largestFirst(suspects),
                largestSites,
                gc,
                heapLayout);
    }

    private Sum sumOf(Site site) {
        Sum known = sites.get(site);
        if (known != null) {
            return known;
        }
        Site bounded = sites.size() < MOST_SITES ? site : Site.OTHER;
        return sites.computeIfAbsent(bounded, _ -> new Sum());
    }

    private static void keep(PriorityQueue<MapSnapshot> heap, MapSnapshot map, int most) {
        if (heap.size() < most) {
            heap.add(map);
        } else if (BY_HELD.compare(map, heap.element()) > 0) {
            heap.remove();
            heap.add(map);
        }
    }

    private List<MapSnapshot> largestFirst(PriorityQueue<MapSnapshot> heap) {
        return heap.stream().sorted(BY_HELD.reversed()).map(this::withPath).toList();
    }

    private MapSnapshot withPath(MapSnapshot map) {
        String path = paths.get(map.id());
        return path == null ? map : map.with(path);
    }

    /// A running sum; a figure is known when every part of the sum knew it.
    private static final class Sum {
        private long maps;
        private long count;
        private long iterated;
        private long held;
        private long needed;
        private boolean mapsKnown = true;
        private boolean countKnown = true;
        private boolean iteratedKnown = true;
        private boolean neededKnown = true;
        /// In an object each, for a map is added a million times.
        private final Map<PeakEvidence, Bytes> ghostBytes = new EnumMap<>(PeakEvidence.class);
        private OptionalDouble samplingError = OptionalDouble.empty();
        private OptionalDouble keySurvival = OptionalDouble.empty();

        void add(MapSnapshot map) {
            maps++;
            addFigures(map.count(), map.iterated(), map.heldBytes(), map.neededBytes());
            addEvidence(map.peakEvidence(), map.heldBytes(), map.neededBytes());
        }

        void add(SiteSnapshot site) {
            mapsKnown &= site.maps().isPresent();
            maps += site.maps().orElse(0);
            addFigures(site.count(), site.iterated(), site.heldBytes(), site.neededBytes());
            addEvidence(site.peakEvidence(), site.heldBytes(), site.neededBytes());
            samplingError = site.samplingError();
            keySurvival = site.keySurvival();
        }

        private void addFigures(
                OptionalLong moreCount, OptionalLong moreIterated, long moreHeld, OptionalLong moreNeeded) {
            countKnown &= moreCount.isPresent();
            iteratedKnown &= moreIterated.isPresent();
            neededKnown &= moreNeeded.isPresent();
            count += moreCount.orElse(0);
            iterated += moreIterated.orElse(0);
            held += moreHeld;
            needed += moreNeeded.orElse(0);
        }

        SiteSnapshot snapshot(Site site) {
            return new SiteSnapshot(
                    site,
                    known(mapsKnown, maps),
                    known(countKnown, count),
                    known(iteratedKnown, iterated),
                    held,
                    known(neededKnown, needed),
                    evidenceOfMost(),
                    samplingError,
                    keySurvival);
        }

        Totals totals() {
            return new Totals(
                    known(mapsKnown, maps),
                    known(countKnown, count),
                    known(iteratedKnown, iterated),
                    held,
                    known(neededKnown, needed));
        }

        private static OptionalLong known(boolean known, long value) {
            return known ? OptionalLong.of(value) : OptionalLong.empty();
        }

        private void addEvidence(PeakEvidence evidence, long moreHeld, OptionalLong moreNeeded) {
            long ghost = Math.max(0, moreHeld - moreNeeded.orElse(moreHeld));
            ghostBytes.computeIfAbsent(evidence, _ -> new Bytes()).sum += ghost;
        }

        /// What speaks for most of the ghost bytes: one emptied map does not make a thousand pre-sized ones emptied.
        private PeakEvidence evidenceOfMost() {
            return ghostBytes.entrySet().stream()
                    .max(Comparator.comparingLong((Map.Entry<PeakEvidence, Bytes> ghost) -> ghost.getValue().sum)
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .orElse(PeakEvidence.NONE);
        }
    }

    private static final class Bytes {
        private long sum;
    }
}
