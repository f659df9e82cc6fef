package io.maphealth.gomem.maps;

import java.util.Arrays;

/// Headers of maps that could not be followed or did not agree with themselves in a first pass, for a second one with a
/// newer list of spans; bounded.
final class Doubts {
    private static final int MOST = 10_000;

    private long[] headers = new long[64];
    private long[] shapes = new long[64];
    private int size;

    /// Takes one more.
    ///
    /// @param shape of the map as it was walked, 0 where it could not be
    /// @return false when there is no room for one more
    boolean add(long header, long shape) {
        if (size == MOST) {
            return false;
        }
        if (size == headers.length) {
            headers = Arrays.copyOf(headers, size * 2);
            shapes = Arrays.copyOf(shapes, size * 2);
        }
        headers[size] = header;
        shapes[size++] = shape;
        return true;
    }

    int size() {
        return size;
    }

    long header(int index) {
        return headers[index];
    }

    long shape(int index) {
        return shapes[index];
    }
}
