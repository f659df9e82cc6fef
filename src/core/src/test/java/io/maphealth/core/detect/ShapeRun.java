package io.maphealth.core.detect;

import io.maphealth.core.CensusBuilder;
import io.maphealth.core.Finding;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// What the detectors made of one life of a shape: each kind of finding with the first round that showed it.
record ShapeRun(Shape shape, long seed, TreeMap<String, Integer> firstRounds) {
    static ShapeRun of(Shape shape, long seed) {
        TestingTarget target = new TestingTarget().seenBy(shape.source()).every(shape.interval());
        IntFunction<Consumer<CensusBuilder>> life = shape.life().apply(new SplittableRandom(seed));
        TreeMap<String, Integer> firstRounds = new TreeMap<>();
        for (int round = 1; round <= shape.rounds(); round++) {
            Consumer<CensusBuilder> filling = life.apply(round);
            if (filling.equals(TestingTarget.MISSED)) {
                target.miss();
                continue;
            }
            for (Finding finding : target.look(filling)) {
                firstRounds.putIfAbsent(finding.kind(), round);
            }
        }
        return new ShapeRun(shape, seed, firstRounds);
    }

    boolean found(String kind) {
        return firstRounds.getOrDefault(kind, Integer.MAX_VALUE) <= shape.within();
    }

    boolean falselyFound(String kind) {
        return firstRounds.containsKey(kind)
                && !shape.expected().contains(kind)
                && !shape.follows().contains(kind);
    }
}
