package io.maphealth.core.detect;

import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.Finding;
import io.maphealth.core.GcCycles;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// A target that is looked at in rounds of simulated time; each look is filled in by the test.
final class TestingTarget {
    static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
    static final Site SITE = Site.of("map[string]int", "main.sessions");

    /// Stands for a round in which the source failed.
    static final Consumer<CensusBuilder> MISSED = _ -> {
        throw new IllegalStateException("a missed round has no census");
    };

    private final History history = new History();
    private Thresholds thresholds = Thresholds.DEFAULTS;
    private MemoryBudget memory = MemoryBudget.UNKNOWN;
    private SourceKind source = SourceKind.PROCESS_MEMORY;
    private Duration interval = Duration.ofSeconds(30);
    private Instant now = START;

    TestingTarget seenBy(SourceKind kind) {
        source = kind;
        return this;
    }

    TestingTarget every(Duration time) {
        interval = time;
        return this;
    }

    TestingTarget limitedTo(long bytes) {
        memory = MemoryBudget.ofLimit(bytes);
        return this;
    }

    TestingTarget with(Threshold threshold, double value) throws WrongThresholdException {
        thresholds = thresholds.with(threshold, value);
        return this;
    }

    /// One round: time goes on, a census is filled in, judged.
    List<Finding> look(Consumer<CensusBuilder> filling) {
        now = now.plus(interval);
        CensusBuilder census = new CensusBuilder(target(source), 50);
        filling.accept(census);
        history.add(census.build(now, Duration.ZERO));
        return new Detectors(thresholds).judge(history, source, memory);
    }

    /// A round in which the source failed.
    void miss() {
        now = now.plus(interval);
    }

    List<Finding> look(MapSnapshot map) {
        return look(census -> census.add(map));
    }

    List<Finding> look(SiteSnapshot site) {
        return look(census -> census.add(site));
    }

    List<Finding> lookIncompletely(MapSnapshot map) {
        return look(census -> {
            census.add(map);
            census.incomplete("out of time");
        });
    }

    /// Another source of the same target tells the collector's cycles.
    void gcCycles(SourceKind teller, long cycles) {
        CensusBuilder census = new CensusBuilder(target(teller), 50);
        census.gc(new GcCycles(cycles, Optional.empty(), Optional.empty()));
        history.add(census.build(now, Duration.ZERO));
    }

    History history() {
        return history;
    }

    Instant now() {
        return now;
    }

    Instant at(int round) {
        return START.plus(interval.multipliedBy(round));
    }

    static Census empty(SourceKind kind, Instant at) {
        return new CensusBuilder(target(kind), 50).build(at, Duration.ZERO);
    }

    static Target target(SourceKind kind) {
        return new Target(TargetRuntime.GO, Optional.empty(), kind, OptionalLong.of(1), "shop");
    }

    static MapSnapshot.Builder map() {
        return MapSnapshot.builder("0x1", SITE, "go-swiss");
    }

    /// A site whose source counts maps and entries.
    static SiteSnapshot counted(long maps, long count, long heldBytes) {
        return counted(maps, count, heldBytes, OptionalDouble.empty());
    }

    static SiteSnapshot counted(long maps, long count, long heldBytes, OptionalDouble keySurvival) {
        return new SiteSnapshot(
                SITE,
                OptionalLong.of(maps),
                OptionalLong.of(count),
                OptionalLong.of(count),
                heldBytes,
                OptionalLong.empty(),
                PeakEvidence.NONE,
                OptionalDouble.empty(),
                keySurvival);
    }

    /// A site of which the source knows only sampled bytes.
    static SiteSnapshot sampled(long heldBytes, double samplingError) {
        return new SiteSnapshot(
                SITE,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                heldBytes,
                OptionalLong.empty(),
                PeakEvidence.NONE,
                OptionalDouble.of(samplingError),
                OptionalDouble.empty());
    }
}
