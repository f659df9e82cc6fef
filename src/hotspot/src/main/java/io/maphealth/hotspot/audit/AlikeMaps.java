package io.maphealth.hotspot.audit;

import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SiteSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Small maps of which one is as good as another, by class, length of the table and number of entries: each sort is
/// described once and then only counted. For one thread.
final class AlikeMaps {
    private static final int LENGTH_SHIFT = 32;
    private static final int CLASS_SHIFT = 40;

    private final Description description;
    private final Map<Long, Sort> sorts = new HashMap<>();

    /// Says what a map of a class is like with so long a table and so many entries.
    @FunctionalInterface
    interface Description {
        MapSnapshot of(int classNumber, int tableLength, int entries);
    }

    /// One sort of maps by an example, and how many there are.
    static final class Sort {
        private final MapSnapshot example;
        private long maps;

        private Sort(MapSnapshot example) {
            this.example = example;
        }

        MapSnapshot example() {
            return example;
        }

        void oneMore() {
            maps++;
        }

        private SiteSnapshot sum() {
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

    AlikeMaps(Description description) {
        this.description = description;
    }

    /// Tables are shorter than 256.
    Sort sort(int classNumber, int tableLength, int entries) {
        long key = (long) classNumber << CLASS_SHIFT | (long) tableLength << LENGTH_SHIFT | entries;
        Sort known = sorts.get(key);
        if (known == null) {
            known = new Sort(description.of(classNumber, tableLength, entries));
            sorts.put(key, known);
        }
        return known;
    }

    /// What all of each sort come to.
    Stream<SiteSnapshot> sums() {
        return sorts.values().stream().filter(sort -> sort.maps > 0).map(Sort::sum);
    }
}
