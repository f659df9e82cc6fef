package io.maphealth.sidecar.report;

import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.CensusComparison;
import io.maphealth.core.Contract;
import io.maphealth.core.Drift;
import io.maphealth.core.Finding;
import io.maphealth.core.Growth;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Severity;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.Verdict;
import io.maphealth.protocol.CensusDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Censuses of the shapes that a report must look good with.
final class TestingReports {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'&\u202e\u0000";
    private static final String HASH_MAP = "java.util.HashMap";
    private static final String CONCURRENT = "java.util.concurrent.ConcurrentHashMap";

    private TestingReports() {}

    /// A JVM's fifty largest maps, three of them ill.
    static CensusDocument shop() {
        CensusBuilder builder = new CensusBuilder(target(), 50);
        MapSnapshot ghost = map("0x7f04c0001000", Site.of(HASH_MAP, "io.example.cart.CartStore.carts"), HASH_MAP)
                .count(412)
                .iterated(412)
                .capacity(4_194_304)
                .heldBytes(16_790_000)
                .neededBytes(17_300)
                .probe(2, 8)
                .peakEvidence(PeakEvidence.MODIFICATIONS)
                .build();
        MapSnapshot torn = map("0x7f04c0002000", Site.of(HASH_MAP, "io.example.session.Sessions.byToken"), HASH_MAP)
                .count(3000)
                .iterated(3096)
                .capacity(8192)
                .heldBytes(132_000)
                .neededBytes(99_000)
                .probe(9, 8)
                .contract(new Contract(
                        OptionalLong.of(4), OptionalLong.of(0), OptionalLong.empty(), OptionalLong.empty()))
                .build();
        MapSnapshot growing = map(
                        "0x7f04c0003000",
                        Site.of(CONCURRENT, "io.micrometer.core.instrument.MeterRegistry.meterMap"),
                        CONCURRENT)
                .count(81_920)
                .iterated(81_920)
                .capacity(131_072)
                .heldBytes(4_457_000)
                .neededBytes(3_146_000)
                .probe(5, 8)
                .growth(new Growth(4096, 131_072))
                .build();
        List.of(ghost, torn, growing).forEach(builder::add);
        healthy().forEach(builder::add);
        return new CensusDocument(
                builder.build(NOON, Duration.ofMillis(1840)), List.of(leak(growing), ghost(ghost), drift(torn)));
    }

    /// The same program in good health.
    static CensusDocument noFindings() {
        CensusBuilder builder = new CensusBuilder(target(), 50);
        healthy().forEach(builder::add);
        return new CensusDocument(builder.build(NOON, Duration.ofMillis(612)), List.of());
    }

    /// The ill program two hours after it was healthy.
    static CensusDocument sinceHealthy() {
        Census healthy = noFindings().census();
        CensusBuilder earlier = new CensusBuilder(healthy.target(), 50);
        healthy.sites().stream().skip(1).forEach(earlier::add);
        Census before = earlier.build(NOON.minus(Duration.ofHours(2)), Duration.ofMillis(612));
        CensusDocument now = shop();
        return new CensusDocument(now.census(), now.findings(), Optional.of(CensusComparison.of(before, now.census())));
    }

    /// One map alone.
    static CensusDocument oneMap() {
        CensusBuilder builder = new CensusBuilder(target(), 50);
        builder.add(healthy().getFirst());
        return new CensusDocument(builder.build(NOON, Duration.ofMillis(6)), List.of());
    }

    /// A source that samples, and could not read everything.
    static CensusDocument incomplete() {
        CensusBuilder builder = new CensusBuilder(
                new Target(
                        TargetRuntime.GO, Optional.of("go1.26.8"), SourceKind.PPROF, OptionalLong.empty(), "checkout"),
                50);
        String[] frames = {
            "example.com/checkout/cart.(*Store).Add",
            "example.com/checkout/session.(*Registry).Put",
            "example.com/checkout/internal/cache.newShard[go.shape.string,go.shape.*uint8]"
        };
        for (int index = 0; index < frames.length; index++) {
            builder.add(new SiteSnapshot(
                    Site.of("map", frames[index]),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    48_000_000L >> (2 * index),
                    OptionalLong.empty(),
                    PeakEvidence.NONE,
                    OptionalDouble.of(0.03 * (index + 1)),
                    OptionalDouble.empty()));
        }
        builder.incomplete("12 samples have no frame with a name: the binary is stripped");
        return new CensusDocument(builder.build(NOON, Duration.ofMillis(38)), List.of());
    }

    /// Names that try to be markup, line breaks and longer than any screen.
    static CensusDocument hostile() {
        Target target =
                new Target(TargetRuntime.JVM, Optional.of(HOSTILE), SourceKind.HEAP_DUMP, OptionalLong.of(1), HOSTILE);
        CensusBuilder builder = new CensusBuilder(target, 50);
        Site site = Site.of(HOSTILE, HOSTILE + "\n" + "x".repeat(3000));
        builder.add(map(HOSTILE, site, HOSTILE)
                .count(1)
                .iterated(90)
                .capacity(16)
                .heldBytes(900)
                .build());
        builder.incomplete(HOSTILE);
        Verdict verdict = new Verdict(site, Optional.of(HOSTILE), Severity.CRITICAL, 1, NOON);
        return new CensusDocument(
                builder.build(NOON, Duration.ZERO), List.of(new Finding.CountDrift(verdict, 1, 90, 3)));
    }

    private static List<MapSnapshot> healthy() {
        String[] owners = {
            "io.example.catalog.Catalog.products",
            "org.springframework.beans.factory.support.DefaultListableBeanFactory.beanDefinitionMap",
            "io.netty.util.concurrent.FastThreadLocal.variables",
            "org.hibernate.internal.SessionFactoryImpl.entityNameResolvers",
            "io.example.price.PriceCache.cents",
            "java.lang.ClassLoader.parallelLockMap",
            "io.example.mail.Templates.byLocale",
            "org.apache.logging.log4j.core.LoggerContext.loggers"
        };
        SplittableRandom random = new SplittableRandom(11);
        List<MapSnapshot> maps = new ArrayList<>();
        for (int index = 0; index < 60; index++) {
            long capacity = 16L << random.nextInt(1, 15);
            long count = (long) (capacity * (0.38 + 0.37 * random.nextDouble()));
            String type = index % 3 == 0 ? CONCURRENT : HASH_MAP;
            maps.add(map("0x7f04d%07x".formatted(index * 64), Site.of(type, owners[index % owners.length]), type)
                    .count(count)
                    .iterated(count)
                    .capacity(capacity)
                    .heldBytes(48 + 4 * capacity + 32 * count)
                    .neededBytes(48 + 4 * Math.min(capacity, Long.highestOneBit(count * 4 / 3 + 1) * 2) + 32 * count)
                    .probe(random.nextInt(2, 6), 8)
                    .build());
        }
        return maps;
    }

    private static MapSnapshot.Builder map(String id, Site site, String kind) {
        return MapSnapshot.builder(id, site, kind);
    }

    private static Target target() {
        return new Target(
                TargetRuntime.JVM,
                Optional.of("25.0.3"),
                SourceKind.PROCESS_MEMORY,
                OptionalLong.of(4711),
                "io.example.shop.Checkout");
    }

    private static Finding leak(MapSnapshot map) {
        return new Finding.LeakGrowth(
                verdict(map, Severity.CRITICAL, 0.92, Duration.ofHours(5)),
                0.94,
                Finding.LeakShape.ENTRIES,
                OptionalDouble.of(1200),
                64_000_000,
                Optional.of(Duration.ofHours(31)));
    }

    private static Finding ghost(MapSnapshot map) {
        return new Finding.GhostMemory(
                verdict(map, Severity.WARNING, 0.9, Duration.ofMinutes(42)),
                map.heldBytes(),
                map.neededBytes().orElseThrow(),
                OptionalLong.of(3_100_000),
                map.peakEvidence());
    }

    private static Finding drift(MapSnapshot map) {
        long count = map.count().orElseThrow();
        return new Finding.CountDrift(
                verdict(map, Severity.WARNING, 0.8, Duration.ZERO),
                count,
                map.iterated().orElseThrow(),
                Drift.allowed(count));
    }

    private static Verdict verdict(MapSnapshot map, Severity severity, double confidence, Duration age) {
        return new Verdict(map.site(), Optional.of(map.id()), severity, confidence, NOON.minus(age));
    }
}
