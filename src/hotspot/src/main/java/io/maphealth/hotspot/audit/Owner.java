package io.maphealth.hotspot.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// Who owns a map, as a person would say it, if anybody in the heap tells; the thread whose stack tells
/// it, if nothing else does (`Thread "main" local`); the class of the collection whose storage the map
/// is, by which people know it; and the references that show it, from the map upwards.
record Owner(Optional<String> name, Optional<String> path, Optional<String> collection, List<Link> links) {
    static final Owner UNKNOWN = new Owner(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    Owner {
        links = List.copyOf(links);
    }

    /// Whether the references still lead to the map.
    boolean stands(ToLongFunction<Place> targets) {
        return links.stream().allMatch(link -> targets.applyAsLong(link.place()) == link.target());
    }

    /// Where the map is now, if its holder and all above it have stayed where they were and the holder refers
    /// elsewhere.
    Optional<Long> nowAt(ToLongFunction<Place> targets) {
        if (links.isEmpty()
                || links.stream().skip(1).anyMatch(link -> targets.applyAsLong(link.place()) != link.target())) {
            return Optional.empty();
        }
        long now = targets.applyAsLong(links.getFirst().place());
        return now == 0 || now == links.getFirst().target() ? Optional.empty() : Optional.of(now);
    }

    /// The same owner of a map that is there now.
    Owner movedTo(long address) {
        List<Link> all = new ArrayList<>(links);
        all.set(0, new Link(links.getFirst().place(), address));
        return new Owner(name, path, collection, all);
    }

    /// The reference at a place leads to `target`.
    record Link(Place place, long target) {}
}
