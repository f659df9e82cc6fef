package io.maphealth.javamaps;

import java.util.Arrays;

/// Longs by index, wherever they are.
public interface Longs {
    int size();

    long get(int index);

    void set(int index, long value);

    /// Sorts those of a range, which is small.
    void sort(int from, int to);

    static Longs inMemory(int size) {
        return new InMemory(new long[size]);
    }

    /// Those of an array.
    final class InMemory implements Longs {
        private final long[] values;

        private InMemory(long[] values) {
            this.values = values;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public long get(int index) {
            return values[index];
        }

        @Override
        public void set(int index, long value) {
            values[index] = value;
        }

        @Override
        public void sort(int from, int to) {
            Arrays.sort(values, from, to);
        }
    }
}
