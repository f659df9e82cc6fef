package io.maphealth.hotspot.audit;

import java.util.List;
import java.util.Optional;

/// Who owns a map, as a person would say it, if anybody in the heap tells; the class of the collection whose storage
/// the map is, by which people know it; and the references that show it, from the map upwards.
record Owner(Optional<String> name, Optional<String> collection, List<Link> links) {
    static final Owner UNKNOWN = new Owner(Optional.empty(), Optional.empty(), List.of());

    Owner {
        links = List.copyOf(links);
    }

    /// The reference at `slot` leads to `target`.
    record Link(long slot, long target) {}
}
