package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.HolderRank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Names the owners of maps: looks for their holders, then for the holders of the wrappers among those, one look at the
/// heap for each step up.
final class OwnerPaths {
    private static final int MOST_STEPS = 3;

    private final Map<Long, List<Holder>> holders = new HashMap<>();

    /// `look` goes through the heap once for references to the given objects, and says who has them.
    OwnerPaths(Set<Long> maps, Function<Set<Long>, Map<Long, List<Holder>>> look) {
        Set<Long> wanted = maps;
        for (int step = 0; step < MOST_STEPS && !wanted.isEmpty(); step++) {
            Map<Long, List<Holder>> found = look.apply(wanted);
            holders.putAll(found);
            wanted = found.values().stream()
                    .flatMap(List::stream)
                    .filter(holder -> holder.wraps() && !holders.containsKey(holder.address()))
                    .map(Holder::address)
                    .collect(Collectors.toSet());
        }
    }

    /// What is known of a map's owner now.
    Owner of(long map) {
        List<Holder> path = best(map, 0);
        List<Owner.Link> links = new ArrayList<>();
        long target = map;
        for (Holder holder : path) {
            links.add(new Owner.Link(holder.slot(), target));
            target = holder.address();
        }
        Optional<String> name = path.isEmpty()
                ? Optional.empty()
                : Optional.of(path.getLast().description()).filter(owner -> !owner.isEmpty());
        return new Owner(name, collection(map), links);
    }

    /// The collection whose storage the map is, if nobody else holds it: people know it by that class.
    private Optional<String> collection(long map) {
        List<Holder> all = holders.getOrDefault(map, List.of());
        boolean held = all.stream().anyMatch(holder -> holder.rank().compareTo(HolderRank.JDK_FIELD) >= 0);
        return all.stream()
                .filter(holder -> !held && holder.wraps() && !holder.field().isEmpty())
                .map(Holder::field)
                .min(Comparator.naturalOrder());
    }

    /// From a holder of the object up to one that wraps nothing; empty when there is none.
    private List<Holder> best(long object, int step) {
        List<Holder> best = List.of();
        if (step < MOST_STEPS) {
            for (Holder holder : holders.getOrDefault(object, List.of())) {
                List<Holder> path = holder.wraps() ? best(holder.address(), step + 1) : List.of(holder);
                boolean better = !path.isEmpty()
                        && (best.isEmpty() || Holder.BY_RANK.compare(path.getLast(), best.getLast()) > 0);
                if (better) {
                    best = holder.wraps() ? prepended(holder, path) : path;
                }
            }
        }
        return best;
    }

    private static List<Holder> prepended(Holder first, List<Holder> rest) {
        List<Holder> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }
}
