package io.maphealth.javamaps;

import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.SiteSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// Small healthy maps of which one is as good as another, by a number of their kind, length of the table and number of
/// entries: each sort is described once and then only counted. For one thread.
public final class AlikeMaps {
    /// Chains that are so short are no trouble to anyone: a map with longer ones is like no other.
    public static final int SHORT = 8;

    private static final int LENGTH_SHIFT = 32;
    private static final int NUMBER_SHIFT = 40;
    private static final int MOST_LENGTH = (1 << (NUMBER_SHIFT - LENGTH_SHIFT)) - 1;
    private static final int MOST_NUMBER = (1 << (Long.SIZE - 1 - NUMBER_SHIFT)) - 1;

    private final Description description;
    private final LongPredicate standsOut;
    private final Map<Long, Sort> sorts = new HashMap<>();

    /// Says what a map is like with so long a table and so many entries.
    @FunctionalInterface
    public interface Description {
        MapSnapshot of(int number, int tableLength, int entries);
    }

    /// @param standsOut whether a map that holds so many bytes is wanted by itself
    public AlikeMaps(Description description, LongPredicate standsOut) {
        this.description = description;
        this.standsOut = standsOut;
    }

    /// One sort of maps by an example, and how many there are.
    private static final class Sort {
        private final MapSnapshot example;
        private final boolean plain;
        private long maps;

        Sort(MapSnapshot example) {
            this.example = example;
            this.plain = example.peakEvidence() == PeakEvidence.NONE && !example.suspect();
        }

        SiteSnapshot sum() {
            return new SiteSnapshot(
                    example.site(),
                    OptionalLong.of(maps),
                    times(example.count()),
                    times(example.iterated()),
                    maps * example.heldBytes(),
                    times(example.neededBytes()),
                    example.peakEvidence(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty());
        }

        private OptionalLong times(OptionalLong figure) {
            return figure.isPresent() ? OptionalLong.of(maps * figure.getAsLong()) : figure;
        }
    }

    /// Counts one more map; false for one that has to be looked at by itself.
    public boolean counted(int number, int tableLength, int entries) {
        if (tableLength > MOST_LENGTH || number > MOST_NUMBER) {
            return false;
        }
        Sort sort = sort(number, tableLength, entries);
        boolean counts = sort.plain && !standsOut.test(sort.example.heldBytes());
        if (counts) {
            sort.maps++;
        }
        return counts;
    }

    private Sort sort(int number, int tableLength, int entries) {
        long key = (long) number << NUMBER_SHIFT | (long) tableLength << LENGTH_SHIFT | entries;
        Sort known = sorts.get(key);
        if (known == null) {
            known = new Sort(description.of(number, tableLength, entries));
            sorts.put(key, known);
        }
        return known;
    }

    /// What all of each sort come to.
    public Stream<SiteSnapshot> sums() {
        return sorts.values().stream().filter(sort -> sort.maps > 0).map(Sort::sum);
    }
}
