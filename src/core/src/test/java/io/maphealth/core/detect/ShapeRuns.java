package io.maphealth.core.detect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Every shape lived many times, once for all tests.
final class ShapeRuns {
    static final int SEEDS = 20;

    private static final Map<String, List<ShapeRun>> RUNS = new LinkedHashMap<>();

    private ShapeRuns() {}

    static synchronized List<ShapeRun> of(Shape shape) {
        return RUNS.computeIfAbsent(
                shape.name(),
                _ -> LongStream.range(0, SEEDS)
                        .mapToObj(seed -> ShapeRun.of(shape, seed))
                        .toList());
    }

    static List<ShapeRun> all() {
        return Stream.of(Shapes.healthy(), Shapes.sick(), Shapes.hard())
                .flatMap(List::stream)
                .flatMap(shape -> of(shape).stream())
                .toList();
    }
}
