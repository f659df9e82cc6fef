package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.HolderRank;
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

    /// The owner as a person would say it; empty when nothing in the heap tells.
    Optional<String> of(long map) {
        return best(map, 0).map(Holder::description).filter(owner -> !owner.isEmpty());
    }

    /// The collection whose storage the map is, if nobody else holds it: people know it by that class.
    Optional<String> collection(long map) {
        List<Holder> all = holders.getOrDefault(map, List.of());
        boolean held = all.stream().anyMatch(holder -> holder.rank().compareTo(HolderRank.JDK_FIELD) >= 0);
        return all.stream()
                .filter(holder -> !held && holder.wraps() && !holder.field().isEmpty())
                .map(Holder::field)
                .min(Comparator.naturalOrder());
    }

    private Optional<Holder> best(long object, int step) {
        return step == MOST_STEPS
                ? Optional.empty()
                : holders.getOrDefault(object, List.of()).stream()
                        .flatMap(holder -> holder.wraps()
                                ? best(holder.address(), step + 1).stream()
                                : Optional.of(holder).stream())
                        .max(Holder.BY_RANK);
    }
}
