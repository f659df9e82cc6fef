package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.HolderRank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names the owners of maps as dumps name them: looks for their holders, then for the holders of
/// wrappers, and of arrays, collections and other maps that they are elements of, one look at the heap
/// for each step up; last on the stacks of threads.
final class OwnerPaths {
    private static final int MOST_STEPS = 6;
    private static final int DEEPEST = 8;

    private final Sightings seen = new Sightings();
    private final Set<Long> looked = new HashSet<>();
    /// The maps that tables and first nodes belong to.
    private final Map<Long, Long> mapOf = new HashMap<>();

    /// Where holders are looked for.
    interface Heap {
        /// Goes through the heap once for references to some objects.
        void holders(Set<Long> objects, Sightings into);

        /// The maps that have their tables or first nodes at some addresses, by these.
        Map<Long, Long> maps(Set<Long> addresses);

        /// Goes through the stacks of all threads for references to some objects.
        void stacks(Set<Long> objects, Sightings into);
    }

    /// What an owner is called; `path` begins with a thread, or is empty.
    private record Name(String owner, String path) {
        static final Name UNKNOWN = new Name("(unknown)", "");
        static final Name SOME_MAP = new Name("(map)", "");

        Name value() {
            return new Name(owner + "[value]", path.isEmpty() ? "" : path + "[value]");
        }
    }

    OwnerPaths(Set<Long> maps, Heap heap) {
        Set<Long> wanted = maps;
        for (int step = 0; step < MOST_STEPS && !wanted.isEmpty(); step++) {
            heap.holders(wanted, seen);
            looked.addAll(wanted);
            Set<Long> above = wanted.stream().flatMap(this::above).collect(Collectors.toSet());
            mapOf.putAll(heap.maps(above));
            wanted = above.stream()
                    .map(object -> mapOf.getOrDefault(object, object))
                    .filter(object -> !looked.contains(object))
                    .collect(Collectors.toSet());
        }
        Set<Long> unheld = looked.stream().filter(this::isUnheld).collect(Collectors.toSet());
        if (!unheld.isEmpty()) {
            heap.stacks(unheld, seen);
        }
    }

    /// Those on whom it depends what the owner of an object is called.
    private Stream<Long> above(long object) {
        if (seen.lead(object).isPresent()) {
            return seen.lead(object).stream();
        }
        HolderRank rank = seen.rank(object);
        if (!rank.names() && !seen.wrappers(object).isEmpty()) {
            return seen.wrappers(object).stream().map(Holder::address);
        }
        return seen.best(object).stream()
                .filter(holder -> rank == HolderRank.ELEMENT || rank == HolderRank.ENTRY || holder.storage())
                .map(Holder::address);
    }

    private boolean isUnheld(long object) {
        return seen.rank(object).compareTo(HolderRank.WEAK) <= 0
                && seen.wrappers(object).isEmpty()
                && seen.lead(object).isEmpty();
    }

    /// What is known of a map's owner now.
    Owner of(long map) {
        Optional<Name> name = owner(map, 0);
        return new Owner(
                name.map(Name::owner),
                name.map(Name::path).filter(path -> !path.isEmpty()),
                collection(map),
                links(map));
    }

    private Optional<Name> owner(long object, int depth) {
        HolderRank rank = seen.rank(object);
        Optional<Holder> wrapper = rank.names() ? Optional.empty() : seen.wrapper(object);
        if (wrapper.isPresent() && depth < DEEPEST) {
            return owner(wrapper.get().address(), depth + 1);
        }
        return switch (rank) {
            case NONE, WEAK, WRAPPER -> Optional.empty();
            case ELEMENT, ENTRY ->
                seen.best(object)
                        .map(holder -> container(holder.address(), depth).value());
            case ROOT, THREAD_LOCAL, JDK_FIELD, FIELD, STATIC ->
                seen.best(object).map(OwnerPaths::name);
        };
    }

    /// Who holds the map, the array or the collection that an object is a part of.
    private Name container(long object, int depth) {
        if (depth == DEEPEST) {
            return Name.UNKNOWN;
        }
        Long map = mapOf.get(object);
        if (map != null) {
            return owner(map, depth + 1).orElse(Name.SOME_MAP);
        }
        if (seen.lead(object).isPresent()) {
            return container(seen.lead(object).get(), depth + 1);
        }
        return seen.best(object).map(holder -> above(holder, depth + 1)).orElse(Name.UNKNOWN);
    }

    private Name above(Holder holder, int depth) {
        return switch (holder.rank()) {
            case NONE, WEAK, WRAPPER -> Name.UNKNOWN;
            case ELEMENT, ENTRY -> container(holder.address(), depth).value();
            case JDK_FIELD -> holder.storage() ? collection(holder, depth) : name(holder);
            case ROOT, THREAD_LOCAL, FIELD, STATIC -> name(holder);
        };
    }

    /// A list or queue by whoever holds it, or by its own class when that is not known.
    private Name collection(Holder holder, int depth) {
        Name above = container(holder.address(), depth);
        return above.equals(Name.UNKNOWN)
                ? new Name(holder.name().substring(0, holder.name().lastIndexOf('.')), "")
                : above;
    }

    private static Name name(Holder holder) {
        String path = holder.rank() == HolderRank.ROOT ? holder.name() + " local" : "";
        return new Name(holder.rank().describe(holder.name()), path);
    }

    /// The collection whose storage the map is, if nobody else holds it: people know it by that class.
    private Optional<String> collection(long map) {
        return seen.wrappers(map).stream()
                .filter(_ -> seen.rank(map).compareTo(HolderRank.JDK_FIELD) < 0)
                .map(Holder::name)
                .filter(name -> !name.isEmpty())
                .min(Comparator.naturalOrder());
    }

    /// The references from the map up to the first one that is not a wrapper's.
    private List<Owner.Link> links(long map) {
        List<Owner.Link> links = new ArrayList<>();
        long object = map;
        boolean further = true;
        for (int depth = 0; further && depth < DEEPEST; depth++) {
            long held = object;
            Optional<Holder> holder = seen.rank(held).names()
                    ? seen.best(held)
                    : seen.wrapper(held).or(() -> seen.best(held));
            holder.ifPresent(found -> links.add(new Owner.Link(found.place(), held)));
            further = holder.filter(Holder::wraps).isPresent();
            object = holder.map(Holder::address).orElse(0L);
        }
        return links;
    }
}
