package io.maphealth.core.detect;

import static io.maphealth.core.detect.TestingTarget.counted;
import static io.maphealth.core.detect.TestingTarget.map;
import static io.maphealth.core.detect.TestingTarget.sampled;

import io.maphealth.core.CensusBuilder;
import io.maphealth.core.Contract;
import io.maphealth.core.GcCycles;
import io.maphealth.core.Growth;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// The lives of maps that the detectors are measured by.
final class Shapes {
    private static final int ROUNDS_A_DAY = 288;
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final OptionalDouble KEYS_STAY = OptionalDouble.of(1);
    private static final long MB = 1_000_000;

    private Shapes() {}

    static List<Shape> healthy() {
        return List.of(
                Shape.of("fills during the warm-up, then stays", random -> {
                    long step = random.nextLong(10, 1_000);
                    return round -> site(step * Math.min(round, 9), KEYS_STAY);
                }),
                Shape.of("cache at its cap, keys come and go", random -> {
                    long cap = random.nextLong(100, 1_000_000);
                    return round ->
                            site(Math.min(cap, cap * round / 8), OptionalDouble.of(0.7 + 0.3 * random.nextDouble()));
                }),
                Shape.of("cache at its cap, keys unknown", random -> {
                    long cap = random.nextLong(100, 1_000_000);
                    return round -> site(Math.min(cap, cap * round / 8), OptionalDouble.empty());
                }),
                Shape.of("diurnal wave, keys come and go", random -> {
                            IntFunction<Long> wave = wave(random);
                            return round -> site(wave.apply(round), OptionalDouble.of(0.8 + 0.1 * random.nextDouble()));
                        })
                        .every(FIVE_MINUTES)
                        .forRounds(3 * ROUNDS_A_DAY),
                Shape.of("diurnal wave from its top, keys unknown", random -> {
                            IntFunction<Long> wave = wave(random, 0.25);
                            return round -> site(wave.apply(round), OptionalDouble.empty());
                        })
                        .every(FIVE_MINUTES)
                        .forRounds(4 * ROUNDS_A_DAY),
                Shape.of("pre-sized map that fills up", Shapes::preSized).forRounds(600),
                Shape.of("batch job: filled and dropped every hour", random -> {
                            long step = random.nextLong(1_000, 100_000);
                            return round ->
                                    round % 120 < 14 ? site(step * Math.min(round % 120 + 1, 9), KEYS_STAY) : _ -> {};
                        })
                        .forRounds(1_000),
                Shape.of(
                                "jitter of +-3 %",
                                random -> {
                                    long size = random.nextLong(1_000, 1_000_000);
                                    return round ->
                                            site(Math.round(size * (0.97 + 0.06 * random.nextDouble())), KEYS_STAY);
                                })
                        .forRounds(2_000),
                Shape.of(
                                "sampled bytes, 12 % noise",
                                random -> {
                                    long held = random.nextLong(5 * MB, 500 * MB);
                                    return round -> census -> census.add(sampled(noisy(random, held, 0.12), 0.12));
                                })
                        .seenBy(SourceKind.PPROF)
                        .forRounds(3_000),
                Shape.of("ten thousand sessions that come and go", random -> round -> {
                    long maps = 10_000 + random.nextLong(-300, 300);
                    return census -> census.add(
                            counted(maps, maps * 12, maps * 700, OptionalDouble.of(0.5 + 0.4 * random.nextDouble())));
                }),
                Shape.of("registry of a few names that grows slowly", random -> {
                    int rest = random.nextInt(20, 60);
                    return round -> site(10 + round / rest, KEYS_STAY);
                }),
                Shape.of("busy map, count off by a few", random -> round -> {
                    long count = 3_000 + random.nextLong(100);
                    return with(map().count(count)
                            .iterated(count - random.nextLong(-3, 4))
                            .heldBytes(200_000));
                }),
                Shape.of("busy map, torn once in a while", random -> round -> {
                    long count = 3_000 + random.nextLong(100);
                    long torn = round % 4 == 0 ? random.nextLong(500) : 0;
                    return with(map().count(count).iterated(count - torn).heldBytes(200_000));
                }),
                Shape.of("growth that moves on", random -> {
                    int speed = random.nextInt(1, 10);
                    return round -> with(map().count(60_000)
                            .iterated(60_000)
                            .heldBytes(5 * MB)
                            .growth(new Growth((long) speed * round, 100_000)));
                }),
                Shape.of(
                        "emptied map of half a megabyte",
                        random -> round -> with(map().count(1)
                                .iterated(1)
                                .heldBytes(random.nextLong(500_000, 600_000))
                                .neededBytes(64)
                                .peakEvidence(PeakEvidence.TOMBSTONES))));
    }

    static List<Shape> sick() {
        return List.of(
                Shape.of("leak of 5 % a round", random -> leak(random, 1_000, 0.05, KEYS_STAY))
                        .shows("LeakGrowth", 21),
                Shape.of(
                                "leak of 5 % a round, keys unknown",
                                random -> leak(random, 1_000, 0.05, OptionalDouble.empty()))
                        .shows("LeakGrowth", 21),
                Shape.of("leak of 20 a minute beside 10,000", random -> leak(random, 10_000, 0.001, KEYS_STAY))
                        .shows("LeakGrowth", 140),
                Shape.of(
                                "leak of 20 a minute beside 100,000, rounds of 5 min",
                                random -> leak(random, 100_000, 0.001, KEYS_STAY))
                        .every(FIVE_MINUTES)
                        .shows("LeakGrowth", 330),
                Shape.of("leak of 20 a minute, a fifth of the looks fail", random -> {
                            IntFunction<Consumer<CensusBuilder>> leak = leak(random, 10_000, 0.001, KEYS_STAY);
                            return round -> random.nextInt(5) == 0 ? TestingTarget.MISSED : leak.apply(round);
                        })
                        .shows("LeakGrowth", 170),
                Shape.of(
                                "ever more small maps, 30 % a minute",
                                random -> round -> {
                                    long maps = Math.round(200 * Math.pow(1.15, Math.min(round, 60)));
                                    return census -> census.add(counted(maps, maps * 3, maps * 400));
                                })
                        .shows("LeakGrowth", 14),
                Shape.of("ever more small maps, 50 a round", random -> round -> {
                            long maps = 2_000 + 50L * round + random.nextLong(20);
                            return census -> census.add(counted(maps, maps * 3, maps * 400));
                        })
                        .shows("LeakGrowth", 21),
                Shape.of(
                                "sampled leak of 1 MB a round, 8 % noise",
                                random -> round -> {
                                    long held = noisy(random, 5 * MB + round * MB, 0.08);
                                    return census -> census.add(sampled(held, 0.08));
                                })
                        .seenBy(SourceKind.PPROF)
                        .shows("LeakGrowth", 150),
                Shape.of(
                                "sampled table that doubles, 2 % error",
                                random -> {
                                    int first = random.nextInt(60, 200);
                                    return round -> {
                                        int doublings = round < first
                                                ? 0
                                                : 1 + 31 - Integer.numberOfLeadingZeros(round / first);
                                        return census -> census.add(sampled((10 * MB) << doublings, 0.02));
                                    };
                                })
                        .seenBy(SourceKind.PPROF)
                        .shows("LeakGrowth", 1_000)
                        .forRounds(1_100),
                Shape.of("filled, emptied, still as large", random -> {
                            int emptied = random.nextInt(5, 15);
                            return round -> with(large(random)
                                    .count(round < emptied ? 900_000 : 10)
                                    .neededBytes(round < emptied ? 35 * MB : 960));
                        })
                        .shows("GhostMemory", 17),
                Shape.of(
                                "emptied before the first look, tombstones",
                                random -> round -> with(
                                        large(random).count(10).neededBytes(960).peakEvidence(PeakEvidence.TOMBSTONES)))
                        .shows("GhostMemory", 3),
                Shape.of(
                                "oversized, never grows",
                                random -> round -> with(
                                        large(random).count(10).neededBytes(960).peakEvidence(PeakEvidence.CAPACITY)))
                        .shows("GhostMemory", 11),
                Shape.of(
                                "a thousand emptied maps of 11 kB",
                                random -> round -> census -> {
                                    for (int i = 0; i < 1_000; i++) {
                                        census.add(emptied(i));
                                    }
                                })
                        .shows("GhostMemory", 3),
                Shape.of(
                                "emptied, in a heap dump",
                                random -> round -> with(large(random)
                                        .count(10)
                                        .neededBytes(960)
                                        .peakEvidence(PeakEvidence.MODIFICATIONS)))
                        .seenBy(SourceKind.HEAP_DUMP)
                        .every(Duration.ofHours(1))
                        .shows("GhostMemory", 1),
                Shape.of(
                                "emptied, collected every second round",
                                random -> round -> census -> {
                                    census.gc(new GcCycles(100 + round / 2, Optional.empty(), Optional.empty()));
                                    census.add(large(random)
                                            .count(10)
                                            .neededBytes(960)
                                            .peakEvidence(PeakEvidence.TOMBSTONES)
                                            .build());
                                })
                        .shows("Residency", 7)
                        .mayShow("GhostMemory"),
                Shape.of("raced until the count is wrong", random -> {
                            long lost = random.nextLong(40, 1_000);
                            return round -> with(
                                    map().count(3_000).iterated(3_000 - lost).heldBytes(200_000));
                        })
                        .shows("CountDrift", 2),
                Shape.of(
                                "growth that stands still",
                                random -> round -> with(map().count(60_000)
                                        .iterated(60_000)
                                        .heldBytes(5 * MB)
                                        .growth(new Growth(512, 2_048))))
                        .shows("GrowthStalled", 6),
                Shape.of("keys of one hash", random -> {
                            long chain = random.nextLong(40, 4_000);
                            return round -> with(map().count(5_000)
                                    .iterated(5_000)
                                    .heldBytes(200_000)
                                    .probe(chain, 9));
                        })
                        .shows("Collision", 2),
                Shape.of(
                                "keys changed after they were put",
                                random -> round -> with(map().contract(new Contract(
                                        OptionalLong.of(50),
                                        OptionalLong.of(0),
                                        OptionalLong.empty(),
                                        OptionalLong.empty()))))
                        .shows("BrokenContract", 2),
                Shape.of(
                                "NaN keys",
                                random -> round -> with(map().contract(new Contract(
                                        OptionalLong.of(0),
                                        OptionalLong.of(7L + round),
                                        OptionalLong.empty(),
                                        OptionalLong.empty()))))
                        .shows("BrokenContract", 2),
                Shape.of(
                                "weak map held by its own values",
                                random -> round -> with(map().contract(new Contract(
                                        OptionalLong.of(0),
                                        OptionalLong.of(0),
                                        OptionalLong.of(90),
                                        OptionalLong.of(3)))))
                        .shows("BrokenContract", 2),
                Shape.of(
                                "table full of tombstones",
                                random -> round -> with(map().count(100)
                                        .iterated(100)
                                        .capacity(8_192)
                                        .tombstones(6_000)
                                        .heldBytes(300_000)))
                        .shows("BrokenContract", 2));
    }

    /// What no rule tells apart in time, for lack of knowledge: shown on the page, promised by nobody.
    static List<Shape> hard() {
        return List.of(
                Shape.of("healthy: diurnal wave from its foot, keys unknown", random -> {
                            IntFunction<Long> wave = wave(random, 0.75);
                            return round -> site(wave.apply(round), OptionalDouble.empty());
                        })
                        .every(FIVE_MINUTES)
                        .forRounds(4 * ROUNDS_A_DAY),
                Shape.of("healthy: cache that takes an hour to its cap", random -> {
                    long step = random.nextLong(10, 1_000);
                    return round -> site(step * Math.min(round, 120), KEYS_STAY);
                }),
                Shape.of(
                                "sick: leak of 20 a minute beside 1,000,000, rounds of 5 min",
                                random -> leak(random, 1_000_000, 0.0001, KEYS_STAY))
                        .every(FIVE_MINUTES)
                        .shows("LeakGrowth", 330),
                Shape.of("sick: leak that is purged by a tenth every half hour", random -> round -> {
                            double grown = 10_000
                                    * Math.pow(1.15, Math.floorDiv(round, 60))
                                    * (1 + 0.15 * (round % 60) / 60.0);
                            return site(Math.round(grown * (round % 60 == 0 ? 0.9 : 1)), KEYS_STAY);
                        })
                        .shows("LeakGrowth", 300));
    }

    private static IntFunction<Consumer<CensusBuilder>> preSized(SplittableRandom random) {
        long capacity = 1_000_000;
        long speed = random.nextLong(1_000, 5_000);
        return round -> {
            long count = Math.min(capacity, 100 + speed * round);
            boolean roomy = count < capacity / 4;
            return census -> census.add(map().count(count)
                    .iterated(count)
                    .heldBytes(40 * MB)
                    .neededBytes(count * 40)
                    .peakEvidence(roomy ? PeakEvidence.CAPACITY : PeakEvidence.NONE)
                    .build());
        };
    }

    private static IntFunction<Consumer<CensusBuilder>> leak(
            SplittableRandom random, long start, double share, OptionalDouble keySurvival) {
        double step = start * share;
        return round -> site(Math.round(start + step * (round + 0.2 * random.nextDouble())), keySurvival);
    }

    private static IntFunction<Long> wave(SplittableRandom random) {
        return wave(random, random.nextDouble());
    }

    /// A phase of 0 rises through the mean, 0.25 is the top.
    private static IntFunction<Long> wave(SplittableRandom random, double phase) {
        double mean = random.nextDouble(1_000, 100_000);
        double depth = random.nextDouble(0.1, 0.6);
        return round -> {
            double wave = Math.sin(2 * Math.PI * ((double) round / ROUNDS_A_DAY + phase));
            return Math.round(mean * (1 + depth * wave) * (0.998 + 0.004 * random.nextDouble()));
        };
    }

    private static Consumer<CensusBuilder> site(long count, OptionalDouble keySurvival) {
        SiteSnapshot site = counted(1, count, count * 40, keySurvival);
        return census -> census.add(site);
    }

    private static Consumer<CensusBuilder> with(MapSnapshot.Builder map) {
        MapSnapshot snapshot = map.build();
        return census -> census.add(snapshot);
    }

    private static MapSnapshot.Builder large(SplittableRandom random) {
        return map().heldBytes(40 * MB + random.nextLong(1_000));
    }

    private static MapSnapshot emptied(int number) {
        return MapSnapshot.builder("0x" + number, TestingTarget.SITE, "go-swiss")
                .count(1)
                .iterated(1)
                .heldBytes(11_000)
                .neededBytes(64)
                .peakEvidence(PeakEvidence.TOMBSTONES)
                .build();
    }

    private static long noisy(SplittableRandom random, long value, double standardDeviation) {
        return Math.max(0, Math.round(value * (1 + standardDeviation * random.nextGaussian())));
    }
}
