package io.maphealth.protocol;

import java.util.Map;

/// Which nested objects and arrays of an object are read; every other one is skipped, whatever its size.
///
/// An array has at most `most` elements, and every element is an object of the shape.
record Shape(Map<String, Shape> objects, Map<String, Elements> arrays) {
    static final Shape FLAT = new Shape(Map.of(), Map.of());

    record Elements(Shape shape, int most) {}

    static Shape of(Map<String, Shape> objects) {
        return new Shape(objects, Map.of());
    }
}
