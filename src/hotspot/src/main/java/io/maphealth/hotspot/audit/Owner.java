package io.maphealth.hotspot.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/// Who owns a map, as a person would say it, if anybody in the heap tells; the class of the collection whose storage
/// the map is, by which people know it; and the references that show it, from the map upwards.
record Owner(Optional<String> name, Optional<String> collection, List<Link> links) {
    static final Owner UNKNOWN = new Owner(Optional.empty(), Optional.empty(), List.of());

    Owner {
        links = List.copyOf(links);
    }

    /// Where the map is now, if its holder and all above it have stayed where they were and the holder refers
    /// elsewhere.
    Optional<Long> nowAt(LongUnaryOperator referenceAt) {
        if (links.isEmpty()
                || links.stream().skip(1).anyMatch(link -> referenceAt.applyAsLong(link.slot()) != link.target())) {
            return Optional.empty();
        }
        long now = referenceAt.applyAsLong(links.getFirst().slot());
        return now == 0 || now == links.getFirst().target() ? Optional.empty() : Optional.of(now);
    }

    /// The same owner of a map that is there now.
    Owner movedTo(long address) {
        List<Link> all = new ArrayList<>(links);
        all.set(0, new Link(links.getFirst().slot(), address));
        return new Owner(name, collection, all);
    }

    /// The reference at `slot` leads to `target`.
    record Link(long slot, long target) {}
}
