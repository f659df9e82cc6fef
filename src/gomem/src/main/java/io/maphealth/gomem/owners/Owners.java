package io.maphealth.gomem.owners;

import io.maphealth.gomem.owners.StructFields.MapField;
import io.maphealth.gomem.runtime.MapType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who holds each map, as one search for pointers to their headers found it: four bytes a map.
public final class Owners {
    private static final int MOST_NAMES = 3;

    private final Map<Long, int[]> bySpan = new HashMap<>();
    private final List<Holder> holders = new ArrayList<>();
    private final Map<Holder, Integer> numbers = new HashMap<>();
    private final int headerSize;

    Owners(int headerSize) {
        this.headerSize = headerSize;
    }

    /// No map is held by anything known.
    public static Owners none() {
        return new Owners(1);
    }

    /// The owner of a map, and its type where the owner's declaration tells it.
    public record Owner(String name, Optional<Long> mapType) {}

    /// The number of a holder, from 1 on.
    int numberOf(Holder holder) {
        return numbers.computeIfAbsent(holder, this::next);
    }

    /// Notes one of the holders of a map by its number.
    void add(long spanStart, int elements, long header, int holder) {
        int[] ofSpan = bySpan.computeIfAbsent(spanStart, _ -> new int[elements]);
        int index = (int) ((header - spanStart) / headerSize);
        if (index >= ofSpan.length) {
            return;
        }
        int known = ofSpan[index];
        if (known == 0 || (known != holder && better(holders.get(holder - 1), holders.get(known - 1)))) {
            ofSpan[index] = holder;
        }
    }

    /// The owner of the map whose header is at an address.
    ///
    /// @param spanStart start of the span that holds the header
    /// @param types that the map can be of; none where that is not known
    public Optional<Owner> of(long spanStart, long header, List<MapType> types) {
        int[] ofSpan = bySpan.getOrDefault(spanStart, new int[0]);
        int index = (int) ((header - spanStart) / headerSize);
        if (index >= ofSpan.length || ofSpan[index] == 0) {
            return Optional.empty();
        }
        return switch (holders.get(ofSpan[index] - 1)) {
            case Holder.Variable variable -> Optional.of(new Owner(variable.name(), Optional.empty()));
            case Holder.Part part -> Optional.of(owner(part, types));
            case Holder.Element element -> Optional.of(new Owner(element.container(), Optional.empty()));
            case Holder.Field field -> owner(field.candidates(), types);
        };
    }

    /// `main.registry.byID` for a variable of a struct type.
    private static Owner owner(Holder.Part part, List<MapType> types) {
        return owner(types.isEmpty() ? List.of() : part.fields(), types)
                .filter(field -> field.mapType().isPresent())
                .map(field -> new Owner(
                        part.variable() + field.name().substring(field.name().lastIndexOf('.')), field.mapType()))
                .orElseGet(() -> new Owner(part.name(), Optional.empty()));
    }

    private static Optional<Owner> owner(List<MapField> candidates, List<MapType> types) {
        List<MapField> fitting = candidates.stream()
                .filter(field -> types.isEmpty() || types.stream().anyMatch(type -> type.address() == field.mapType()))
                .toList();
        List<String> names =
                fitting.stream().map(MapField::name).distinct().sorted().toList();
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            return Optional.empty();
        }
        boolean oneType = fitting.stream().map(MapField::mapType).distinct().count() == 1;
        return Optional.of(new Owner(
                String.join(" | ", names),
                oneType ? Optional.of(fitting.getFirst().mapType()) : Optional.empty()));
    }

    private int next(Holder holder) {
        holders.add(holder);
        return holders.size();
    }

    /// The same of two holders wins whichever is seen first, so that a map keeps its owner from look to look.
    private static boolean better(Holder one, Holder other) {
        return one.rank() > other.rank()
                || (one.rank() == other.rank() && one.toString().compareTo(other.toString()) < 0);
    }
}
