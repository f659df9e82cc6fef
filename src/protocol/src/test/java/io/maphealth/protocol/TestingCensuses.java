package io.maphealth.protocol;

import io.maphealth.core.Census;
import io.maphealth.core.CensusComparison;
import io.maphealth.core.Contract;
import io.maphealth.core.Finding;
import io.maphealth.core.Finding.Breach;
import io.maphealth.core.Finding.LeakShape;
import io.maphealth.core.GcCycles;
import io.maphealth.core.Growth;
import io.maphealth.core.HeapLayout;
import io.maphealth.core.HeapLayout.Known;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Severity;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.Totals;
import io.maphealth.core.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The censuses behind the golden files.
final class TestingCensuses {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Site SESSIONS = Site.of("map[string]*main.Session", "main.sessions");
    static final Site METERS = Site.of("java.util.concurrent.ConcurrentHashMap", "MeterRegistry.meterMap");

    private TestingCensuses() {}

    /// The least that a census can say.
    static CensusDocument small() {
        Target target =
                new Target(TargetRuntime.PYTHON, Optional.empty(), SourceKind.EXPORTER, OptionalLong.empty(), "worker");
        Totals nothing = new Totals(OptionalLong.of(0), OptionalLong.of(0), OptionalLong.of(0), 0, OptionalLong.of(0));
        return new CensusDocument(
                new Census(
                        NOON,
                        target,
                        Optional.empty(),
                        Duration.ZERO,
                        Duration.ZERO,
                        nothing,
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
    }

    /// A Go program with an emptied map, as process memory shows it.
    static CensusDocument typical() {
        MapSnapshot emptied = MapSnapshot.builder("0xc000123000", SESSIONS, "go-swiss")
                .count(10)
                .iterated(10)
                .capacity(2048)
                .tombstones(310)
                .heldBytes(163_840)
                .neededBytes(960)
                .probe(3, 16)
                .peakEvidence(PeakEvidence.TOMBSTONES)
                .build();
        MapSnapshot small = MapSnapshot.builder("0xc000124000", Site.of("map[int]int", "main.codes"), "go-swiss")
                .count(8)
                .iterated(8)
                .capacity(8)
                .heldBytes(192)
                .neededBytes(192)
                .build();
        Target target = new Target(
                TargetRuntime.GO,
                Optional.of("go1.26.8"),
                SourceKind.PROCESS_MEMORY,
                OptionalLong.of(4711),
                "checkout");
        Census census = new Census(
                NOON,
                target,
                Optional.empty(),
                Duration.ofMillis(412),
                Duration.ZERO,
                new Totals(
                        OptionalLong.of(2), OptionalLong.of(18), OptionalLong.of(18), 164_032, OptionalLong.of(1152)),
                List.of(emptied, small),
                List.of(),
                List.of(siteOf(emptied), siteOf(small)),
                Optional.empty(),
                Optional.empty());
        return new CensusDocument(
                census,
                List.of(new Finding.GhostMemory(
                        new Verdict(
                                SESSIONS, Optional.of("0xc000123000"), Severity.WARNING, 0.9, NOON.minusSeconds(90)),
                        163_840,
                        960,
                        OptionalLong.of(1700),
                        PeakEvidence.TOMBSTONES)));
    }

    /// [#typical] an hour after [#small].
    static CensusDocument compared() {
        Census now = typical().census();
        return new CensusDocument(
                now, List.of(), Optional.of(CensusComparison.of(hoursEarlier(small().census()), now)));
    }

    private static Census hoursEarlier(Census census) {
        SiteSnapshot gone = siteOf(MapSnapshot.builder("0xc000125000", METERS, "go-swiss")
                .count(2)
                .iterated(2)
                .heldBytes(96)
                .build());
        return new Census(
                census.takenAt().minusSeconds(3600),
                census.target(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                new Totals(OptionalLong.of(1), OptionalLong.of(2), OptionalLong.of(2), 96, OptionalLong.empty()),
                List.of(),
                List.of(),
                List.of(gone),
                Optional.empty(),
                Optional.empty());
    }

    /// Every field of maps, sites, totals and target.
    static CensusDocument everyField() {
        MapSnapshot torn = MapSnapshot.builder("0x7f0012345678", METERS, "java.util.concurrent.ConcurrentHashMap")
                .count(3000)
                .iterated(3096)
                .capacity(8192)
                .tombstones(12)
                .heldBytes(221_184)
                .neededBytes(131_072)
                .probe(19, 8)
                .growth(new Growth(1024, 8192))
                .peakEvidence(PeakEvidence.MODIFICATIONS)
                .contract(new Contract(
                        OptionalLong.of(1),
                        OptionalLong.of(2),
                        OptionalLong.of(3),
                        OptionalLong.of(4),
                        OptionalLong.of(5),
                        OptionalLong.of(6)))
                .stopped(true)
                .build()
                .with("io.example.Checkout.INSTANCE.registry.meterMap");
        SiteSnapshot site = new SiteSnapshot(
                METERS,
                OptionalLong.of(1),
                OptionalLong.of(3000),
                OptionalLong.of(3096),
                221_184,
                OptionalLong.of(131_072),
                PeakEvidence.MODIFICATIONS,
                OptionalDouble.of(0.125),
                OptionalDouble.of(0.97));
        Target target = new Target(
                TargetRuntime.JVM,
                Optional.of("25.0.3"),
                SourceKind.HEAP_DUMP,
                OptionalLong.of(1),
                "io.example.Checkout");
        return new CensusDocument(
                new Census(
                        NOON.plusNanos(123_456_789),
                        target,
                        Optional.of("2 of 9 regions could not be read"),
                        Duration.ofMillis(2718),
                        Duration.ofMillis(314),
                        new Totals(
                                OptionalLong.of(1),
                                OptionalLong.of(3000),
                                OptionalLong.of(3096),
                                221_184,
                                OptionalLong.of(131_072)),
                        List.of(torn),
                        List.of(torn),
                        List.of(site),
                        Optional.of(new GcCycles(
                                42, Optional.of(NOON.minusSeconds(7)), Optional.of(Duration.ofMillis(930)))),
                        Optional.of(new HeapLayout(Known.measured(true), Known.assumed(false), Known.measured(8)))),
                List.of());
    }

    /// A source that knows call sites and bytes, and nothing else.
    static CensusDocument unknownFigures() {
        SiteSnapshot site = new SiteSnapshot(
                Site.of("map", "example.com/shop/cart.(*Store).Add"),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                1_048_576,
                OptionalLong.empty(),
                PeakEvidence.NONE,
                OptionalDouble.empty(),
                OptionalDouble.empty());
        MapSnapshot bytesOnly = MapSnapshot.builder("cart", Site.of("map"), "unknown")
                .heldBytes(0)
                .build();
        Target target = new Target(TargetRuntime.GO, Optional.empty(), SourceKind.PPROF, OptionalLong.empty(), "shop");
        return new CensusDocument(
                new Census(
                        NOON,
                        target,
                        Optional.empty(),
                        Duration.ofMillis(8),
                        Duration.ZERO,
                        new Totals(
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                1_048_576,
                                OptionalLong.empty()),
                        List.of(bytesOnly),
                        List.of(),
                        List.of(site),
                        Optional.of(new GcCycles(3, Optional.empty(), Optional.empty())),
                        Optional.empty()),
                List.of());
    }

    /// One finding of every kind, and every word that their evidence may hold.
    static CensusDocument allFindings() {
        return new CensusDocument(typical().census(), findings());
    }

    static List<Finding> findings() {
        Growth half = new Growth(512, 1024);
        return List.of(
                new Finding.CountDrift(verdict(METERS, Severity.CRITICAL), 3000, 3096, 12),
                new Finding.GhostMemory(
                        verdict(SESSIONS, Severity.WARNING),
                        419_430_400,
                        0,
                        OptionalLong.empty(),
                        PeakEvidence.CAPACITY),
                leak(LeakShape.INSTANCES, Optional.empty()),
                leak(LeakShape.ENTRIES, Optional.of(Duration.ofHours(31))),
                leak(LeakShape.BYTES, Optional.empty()),
                new Finding.Residency(verdict(SESSIONS, Severity.INFO), 162_880, 5),
                new Finding.Collision(verdict(METERS, Severity.WARNING), 240, 9, 4000),
                new Finding.GrowthStalled(verdict(SESSIONS, Severity.WARNING), half, 6, 90_000),
                new Finding.BrokenContract(verdict(METERS, Severity.CRITICAL), Breach.MUTATED_KEY, 7, 70),
                new Finding.BrokenContract(verdict(METERS, Severity.WARNING), Breach.UNEQUAL_KEY, 7, 70),
                new Finding.BrokenContract(verdict(METERS, Severity.WARNING), Breach.SELF_HELD, 7, 70),
                new Finding.BrokenContract(verdict(METERS, Severity.INFO), Breach.TOMBSTONES, 7, 70));
    }

    static SiteSnapshot siteOf(MapSnapshot map) {
        return new SiteSnapshot(
                map.site(),
                OptionalLong.of(1),
                map.count(),
                map.iterated(),
                map.heldBytes(),
                map.neededBytes(),
                map.peakEvidence(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static Finding leak(LeakShape shape, Optional<Duration> timeToLimit) {
        OptionalDouble entries = shape == LeakShape.BYTES ? OptionalDouble.empty() : OptionalDouble.of(1200.5);
        return new Finding.LeakGrowth(verdict(METERS, Severity.WARNING), 0.85, shape, entries, 96_040, timeToLimit);
    }

    private static Verdict verdict(Site site, Severity severity) {
        return new Verdict(site, Optional.empty(), severity, 0.75, NOON.minusSeconds(3600));
    }
}
