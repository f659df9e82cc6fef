package io.maphealth.core.detect;

import io.maphealth.core.CensusBuilder;
import io.maphealth.core.SourceKind;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/// How the maps of a site behave over simulated time.
///
/// A life, made from a seed, fills in the census of each round, counted from 1. A sick shape must show
/// `expected` at the latest in round `within`, and may show what `follows` from it; a healthy one expects
/// nothing.
record Shape(
        String name,
        SourceKind source,
        Duration interval,
        int rounds,
        Set<String> expected,
        Set<String> follows,
        int within,
        Function<SplittableRandom, IntFunction<Consumer<CensusBuilder>>> life) {

    static Shape of(String name, Function<SplittableRandom, IntFunction<Consumer<CensusBuilder>>> life) {
        return new Shape(name, SourceKind.PROCESS_MEMORY, Duration.ofSeconds(30), 300, Set.of(), Set.of(), 0, life);
    }

    Shape seenBy(SourceKind kind) {
        return new Shape(name, kind, interval, rounds, expected, follows, within, life);
    }

    Shape every(Duration time) {
        return new Shape(name, source, time, rounds, expected, follows, within, life);
    }

    Shape forRounds(int number) {
        return new Shape(name, source, interval, number, expected, follows, within, life);
    }

    /// Sick: the finding must be there by this round, and the shape is followed for as long again.
    Shape shows(String kind, int byRound) {
        return new Shape(name, source, interval, 2 * byRound, Set.of(kind), follows, byRound, life);
    }

    Shape mayShow(String kind) {
        return new Shape(name, source, interval, rounds, expected, Set.of(kind), within, life);
    }

    boolean isSick() {
        return !expected.isEmpty();
    }
}
