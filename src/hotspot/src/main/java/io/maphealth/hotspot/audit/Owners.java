package io.maphealth.hotspot.audit;

import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.process.UnreadableMemoryException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Who owns the maps that matter, remembered from look to look: an owner is known as long as the references that showed
/// it still lead to the map. Looking for owners takes as long as looking for maps, so it is only done for suspects, for
/// much memory, and now and then. For one thread.
final class Owners {
    private static final int LOOKS_BETWEEN = 10;

    /// Old maps whose owners are not known hold at most this part of what all hold that are asked for.
    private static final double TOLERATED_SHARE = 0.02;

    private final Places places;
    private Map<Long, Known> known = Map.of();
    private int looksSince = LOOKS_BETWEEN;

    Owners(Places places) {
        this.places = places;
    }

    /// An owner, and of which kind of map.
    private record Known(Owner owner, String className) {}

    Owner of(FoundMap map) {
        Known found = known.get(map.address());
        return found != null && found.className().equals(className(map)) ? found.owner() : Owner.UNKNOWN;
    }

    /// Looks for the owners of some maps.
    @FunctionalInterface
    interface Search {
        OwnerPaths of(Set<Long> maps) throws UnreadableMemoryException, UnknownLayoutException;
    }

    /// Forgets what does not hold any more, and finds out what is missing if that is worth a search.
    void refresh(List<Selection.Wanted> wanted, Search search)
            throws UnreadableMemoryException, UnknownLayoutException {
        Map<Long, Known> standing = new HashMap<>();
        Map<Long, Known> moved = moved();
        for (Selection.Wanted each : wanted) {
            long address = each.map().address();
            Known before = known.get(address);
            if (before == null || !holds(before.owner())) {
                before = moved.get(address);
            }
            if (before != null && before.className().equals(className(each.map()))) {
                standing.put(address, before);
            }
        }
        List<Selection.Wanted> unknown = wanted.stream()
                .filter(each -> !standing.containsKey(each.map().address()))
                .toList();
        looksSince++;
        if (worthASearch(unknown, wanted)) {
            looksSince = 0;
            OwnerPaths paths =
                    search.of(unknown.stream().map(each -> each.map().address()).collect(Collectors.toSet()));
            for (Selection.Wanted each : unknown) {
                long address = each.map().address();
                standing.put(address, new Known(paths.of(address), className(each.map())));
            }
        }
        known = standing;
    }

    /// The look was not whole: a search that it made may have missed what the next look sees, and does not count.
    void lookedInVain() {
        if (looksSince == 0) {
            looksSince = LOOKS_BETWEEN;
        }
    }

    /// Those that a collection may have moved, by where the reference of their holder leads now.
    private Map<Long, Known> moved() {
        Map<Long, Known> moved = new HashMap<>();
        known.values().forEach(before -> {
            Optional<Long> now = before.owner().nowAt(places::target);
            now.ifPresent(there -> moved.put(there, new Known(before.owner().movedTo(there), before.className())));
        });
        return moved;
    }

    private boolean worthASearch(List<Selection.Wanted> unknown, List<Selection.Wanted> wanted) {
        return (!unknown.isEmpty() && looksSince >= LOOKS_BETWEEN)
                || unknown.stream().anyMatch(Selection.Wanted::suspect)
                || heldByLasting(unknown) > TOLERATED_SHARE * heldByLasting(wanted);
    }

    private static long heldByLasting(List<Selection.Wanted> maps) {
        return maps.stream()
                .filter(each -> each.map().lasts())
                .mapToLong(Selection.Wanted::heldBytes)
                .sum();
    }

    /// That nobody was found holds until the next search that comes by itself.
    private boolean holds(Owner owner) {
        return owner.links().isEmpty() ? looksSince < LOOKS_BETWEEN : owner.stands(places::target);
    }

    private static String className(FoundMap map) {
        return map.kind().javaClass().name();
    }
}
