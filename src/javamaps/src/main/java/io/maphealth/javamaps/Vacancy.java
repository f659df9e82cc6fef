package io.maphealth.javamaps;

/// How a table of primitive cells shows that a cell is empty.
public sealed interface Vacancy {
    /// How many cells an entry takes.
    default int stride() {
        return 1;
    }

    /// Its key has the bits of one of these numbers: 0, or also 1 for one that was removed.
    record OneOf(long least, long most, int stride) implements Vacancy {}

    /// The value, behind its key, equals a field of the map.
    record ValueOf(String field) implements Vacancy {
        @Override
        public int stride() {
            return 2;
        }
    }
}
