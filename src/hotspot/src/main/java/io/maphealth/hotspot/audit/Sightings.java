package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.HolderRank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who refers to each of some objects: every wrapper (of a bounded number), the best of the others, and of the nodes of
/// maps what leads to them: another node, or a table.
final class Sightings {
    private static final int MOST_WRAPPERS = 16;
    private static final int DEEPEST = 3;

    private final Map<Long, Holder> best = new HashMap<>();
    private final Map<Long, List<Holder>> wrappers = new HashMap<>();
    private final Map<Long, Long> leads = new HashMap<>();

    void holder(long object, Holder holder) {
        if (!holder.wraps()) {
            best.merge(object, holder, (one, other) -> Holder.BY_RANK.compare(one, other) >= 0 ? one : other);
            return;
        }
        List<Holder> known = wrappers.computeIfAbsent(object, _ -> new ArrayList<>());
        if (known.size() < MOST_WRAPPERS) {
            known.add(holder);
        }
    }

    void lead(long node, long from) {
        leads.putIfAbsent(node, from);
    }

    /// Who tells most of those that are no wrappers.
    Optional<Holder> best(long object) {
        return Optional.ofNullable(best.get(object));
    }

    /// The rank of the best one, or [HolderRank#NONE].
    HolderRank rank(long object) {
        return best(object).map(Holder::rank).orElse(HolderRank.NONE);
    }

    List<Holder> wrappers(long object) {
        return wrappers.getOrDefault(object, List.of());
    }

    /// What leads to a node.
    Optional<Long> lead(long node) {
        return Optional.ofNullable(leads.get(node));
    }

    /// Of several wrappers around one thing, such as a cache and the key set of the map inside, the best held one.
    Optional<Holder> wrapper(long object) {
        return wrappers(object).stream()
                .max(Comparator.comparing((Holder wrapper) -> outermost(wrapper.address(), 0))
                        .thenComparing(Holder::name, Comparator.reverseOrder()));
    }

    /// The best rank of those who hold a wrapper or one of those around it.
    private HolderRank outermost(long wrapper, int depth) {
        HolderRank most = rank(wrapper);
        for (Holder outer : depth < DEEPEST ? wrappers(wrapper) : List.<Holder>of()) {
            HolderRank further = outermost(outer.address(), depth + 1);
            most = further.compareTo(most) > 0 ? further : most;
        }
        return most;
    }
}
