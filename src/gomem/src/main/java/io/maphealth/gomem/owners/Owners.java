package io.maphealth.gomem.owners;

import io.maphealth.gomem.owners.StructFields.MapField;
import io.maphealth.gomem.runtime.MapType;
import io.maphealth.gomem.runtime.SizeClasses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who holds each map, as one search for pointers to their headers found it: two bytes a map, in arrays that the next
/// search uses again.
public final class Owners {
    private static final int MOST_NAMES = 3;

    private static final int FIRST_SPANS = 64;
    private static final char[] NO_HOLDERS = {};
    /// A number fits into two bytes; a program has as many as it has fields and variables that are maps.
    private static final int MOST_HOLDERS = Character.MAX_VALUE;

    private final List<Holder> holders = new ArrayList<>();
    private final Map<Holder, Integer> numbers = new HashMap<>();
    private final int headerSize;
    /// Each span is of one page (sizeclasses.go).
    private final int headersOfSpan;
    /// Where the spans of headers start, in order.
    private long[] starts = new long[FIRST_SPANS];
    /// For each span the number of the holder of each header, once one is known.
    private char[][] bySpan = new char[FIRST_SPANS][];
    private int spans;
    private int last;

    Owners(int headerSize) {
        this.headerSize = headerSize;
        this.headersOfSpan = SizeClasses.PAGE / headerSize;
        Arrays.fill(bySpan, NO_HOLDERS);
    }

    /// The owner of a map, and its type where the owner's declaration tells it.
    public record Owner(String name, Optional<Long> mapType) {}

    /// Forgets all holders, and the memory for more spans than there were last.
    void clear() {
        holders.clear();
        numbers.clear();
        Arrays.fill(bySpan, spans, bySpan.length, NO_HOLDERS);
        for (char[] ofSpan : bySpan) {
            Arrays.fill(ofSpan, (char) 0);
        }
        spans = 0;
    }

    /// Takes the next span of headers, in order of address.
    void addSpan(long start) {
        if (spans == starts.length) {
            starts = Arrays.copyOf(starts, spans * 2);
            bySpan = Arrays.copyOf(bySpan, spans * 2);
            Arrays.fill(bySpan, spans, bySpan.length, NO_HOLDERS);
        }
        starts[spans++] = start;
    }

    /// The number of a holder, from 1 on; 0 for one too many.
    int numberOf(Holder holder) {
        return holders.size() < MOST_HOLDERS
                ? numbers.computeIfAbsent(holder, this::next)
                : numbers.getOrDefault(holder, 0);
    }

    /// Notes one of the holders of a map by its number.
    void add(long header, int holder) {
        int span = spanOf(header);
        if (span < 0) {
            return;
        }
        if (bySpan[span].length == 0) {
            bySpan[span] = new char[headersOfSpan];
        }
        int index = indexIn(span, header);
        int known = bySpan[span][index];
        if (known == 0 || (known != holder && better(holders.get(holder - 1), holders.get(known - 1)))) {
            bySpan[span][index] = (char) holder;
        }
    }

    /// The number of the holder of the map whose header is at an address, 0 when none is known; good until the next
    /// search.
    public int holderOf(long header) {
        int span = spanOf(header);
        return span < 0 || bySpan[span].length == 0 ? 0 : bySpan[span][indexIn(span, header)];
    }

    /// The owner that a holder is of a map.
    ///
    /// @param holder its number
    /// @param types that the map can be of; none where that is not known
    public Optional<Owner> owner(int holder, List<MapType> types) {
        if (holder == 0) {
            return Optional.empty();
        }
        return switch (holders.get(holder - 1)) {
            case Holder.Variable variable -> Optional.of(new Owner(variable.name(), Optional.empty()));
            case Holder.Part part -> Optional.of(owner(part, types));
            case Holder.Element element -> Optional.of(new Owner(element.container(), Optional.empty()));
            case Holder.Field field -> owner(field.candidates(), types);
            case Holder.LikelyField field -> owner(field.candidates(), types);
        };
    }

    /// The span that holds a header, -1 when none does.
    private int spanOf(long header) {
        if (last < spans && holds(last, header)) {
            return last;
        }
        int found = Arrays.binarySearch(starts, 0, spans, header);
        int span = found >= 0 ? found : -found - 2;
        if (span < 0 || !holds(span, header)) {
            return -1;
        }
        last = span;
        return span;
    }

    private boolean holds(int span, long header) {
        long within = header - starts[span];
        return within >= 0 && within / headerSize < headersOfSpan;
    }

    private int indexIn(int span, long header) {
        return (int) (header - starts[span]) / headerSize;
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
