package io.maphealth.hotspot.audit;

import io.maphealth.core.CensusBuilder;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.javamaps.AlikeMaps;
import io.maphealth.javamaps.Appraisal;
import io.maphealth.javamaps.ClassNames;
import io.maphealth.javamaps.MapFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Puts maps into a census: the largest and the suspects wait until their owners are known, the others go in at once,
/// known by their class alone. Bounded by how many may wait.
final class Selection implements MapWalks.Listener {
    private final CensusBuilder census;
    private final Plan plan;
    private final Appraisal appraisal;
    private final int most;
    private final AlikeMaps alike = new AlikeMaps(this::example, this::standsOut);
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiting::suspect).thenComparingLong(Waiting::heldBytes));

    Selection(CensusBuilder census, Plan plan, Appraisal appraisal, int most) {
        this.census = census;
        this.plan = plan;
        this.appraisal = appraisal;
        this.most = most;
    }

    private record Waiting(MapWalks.Seen seen, boolean suspect, long heldBytes) {}

    /// A map that is not large enough to wait, healthy, and of which its table tells all there is.
    @Override
    public boolean alike(int classNumber, int tableLength, int entries) {
        return waiting.size() >= most && alike.counted(classNumber, tableLength, entries);
    }

    private boolean standsOut(long heldBytes) {
        Waiting least = waiting.peek();
        return least == null || (!least.suspect() && heldBytes > least.heldBytes());
    }

    private MapSnapshot example(int classNumber, int tableLength, int entries) {
        MapKind kind = plan.requireMap(classNumber);
        MapFigures figures = MapFigures.plain(kind.layout(), kind.javaClass().layoutHelper(), tableLength, entries);
        return appraisal
                .describe(figures, MapSnapshot.builder("", Site.of(className(kind)), layoutName(kind)))
                .build();
    }

    @Override
    public void seen(MapWalks.Seen seen) {
        MapSnapshot anonymous = anonymous(seen);
        if (waiting.size() < most) {
            waiting.add(new Waiting(seen, anonymous.suspect(), anonymous.heldBytes()));
            return;
        }
        Waiting least = waiting.element();
        Waiting next = new Waiting(seen, anonymous.suspect(), anonymous.heldBytes());
        if (waiting.comparator() != null && waiting.comparator().compare(next, least) > 0) {
            waiting.remove();
            waiting.add(next);
            census.add(anonymous(least.seen()));
        } else {
            census.add(anonymous);
        }
    }

    /// A map whose owner is wanted.
    record Wanted(FoundMap map, boolean suspect, long heldBytes) {}

    List<Wanted> wanted() {
        return waiting.stream()
                .map(each -> new Wanted(each.seen().map(), each.suspect(), each.heldBytes()))
                .toList();
    }

    /// Lets those that wait go in, each with its owner. What a young map holds that nobody refers to is not
    /// told: it may be garbage whose table has been used again.
    ///
    /// @return the maps with owners that are the only ones of their sites, largest first
    Map<Site, MapWalks.Seen> finish(Owners owners) {
        alike.sums().forEach(census::add);
        Map<Site, List<MapWalks.Seen>> owned = new LinkedHashMap<>();
        Map<String, String> paths = new HashMap<>();
        waiting.stream()
                .sorted(Comparator.comparingLong(Waiting::heldBytes).reversed())
                .forEach(each -> {
                    Owner owner = owners.of(each.seen().map());
                    Site site = site(each.seen().map(), owner);
                    MapSnapshot map =
                            snapshot(mayBeGarbage(each, owner) ? each.seen().withoutContents() : each.seen(), site);
                    census.add(map);
                    owner.path().ifPresent(path -> paths.put(map.id(), path));
                    if (owner.name().isPresent()) {
                        owned.computeIfAbsent(site, _ -> new ArrayList<>()).add(each.seen());
                    }
                });
        census.paths(paths);
        waiting.clear();
        Map<Site, MapWalks.Seen> only = new LinkedHashMap<>();
        owned.forEach((site, maps) -> {
            if (maps.size() == 1) {
                only.put(site, maps.getFirst());
            }
        });
        return only;
    }

    /// What is on a stack may have been left there by a call that is over.
    private static boolean mayBeGarbage(Waiting map, Owner owner) {
        return (owner.name().isEmpty() || owner.path().isPresent())
                && !map.seen().map().lasts();
    }

    private static Site site(FoundMap map, Owner owner) {
        String type = owner.collection().orElseGet(() -> className(map.kind()));
        return owner.name().map(name -> Site.of(type, name)).orElseGet(() -> Site.of(type));
    }

    private MapSnapshot anonymous(MapWalks.Seen seen) {
        return snapshot(seen, Site.of(className(seen.map().kind())));
    }

    private MapSnapshot snapshot(MapWalks.Seen seen, Site site) {
        String id = "0x" + Long.toHexString(seen.map().address());
        return appraisal
                .describe(
                        seen.figures(),
                        MapSnapshot.builder(id, site, layoutName(seen.map().kind())))
                .build();
    }

    private static String layoutName(MapKind kind) {
        return kind.layout().className().replace('/', '.');
    }

    private static String className(MapKind kind) {
        return ClassNames.readable(kind.javaClass().name());
    }
}
