package io.maphealth.sidecar.metrics;

import io.maphealth.core.GcCycles;
import io.maphealth.core.SourceKind;
import io.maphealth.sidecar.source.FailureReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// The series of the loop itself and of what it asks of the target.
final class LoopMeters {
    private final MeterRegistry registry;
    private final Counter rounds;
    private final Counter skipped;
    private final Map<SourceKind, AtomicLong> up = new EnumMap<>(SourceKind.class);
    private final Map<SourceKind, AtomicLong> gcCycles = new EnumMap<>(SourceKind.class);

    LoopMeters(MeterRegistry registry) {
        this.registry = registry;
        this.rounds = counter(Metric.ROUNDS, Tags.empty());
        this.skipped = counter(Metric.ROUNDS_SKIPPED, Tags.empty());
    }

    void roundEnded(long skippedRounds) {
        rounds.increment();
        skipped.increment((double) skippedRounds);
    }

    void looked(SourceKind source, Duration took, Duration pause) {
        up(source).set(1);
        timer(Metric.SOURCE_SECONDS, source).record(took);
        if (pause.isPositive()) {
            timer(Metric.TARGET_PAUSE_SECONDS, source).record(pause);
        }
    }

    void failed(SourceKind source, FailureReason reason, Duration took) {
        up(source).set(0);
        timer(Metric.SOURCE_SECONDS, source).record(took);
        counter(Metric.SOURCE_FAILURES, of(source).and("reason", reason.label()))
                .increment();
    }

    void collected(SourceKind source, GcCycles gc) {
        gcCycles.computeIfAbsent(source, this::newCycles).set(gc.cycles());
    }

    private AtomicLong newCycles(SourceKind source) {
        AtomicLong cycles = new AtomicLong();
        FunctionCounter.builder(Metric.TARGET_GC_CYCLES.registeredName(), cycles, AtomicLong::doubleValue)
                .description(Metric.TARGET_GC_CYCLES.meaning())
                .tags(of(source))
                .register(registry);
        return cycles;
    }

    private AtomicLong up(SourceKind source) {
        return up.computeIfAbsent(source, this::newUp);
    }

    private AtomicLong newUp(SourceKind source) {
        AtomicLong state = new AtomicLong();
        Gauge.builder(Metric.SOURCE_UP.registeredName(), state, AtomicLong::doubleValue)
                .description(Metric.SOURCE_UP.meaning())
                .tags(of(source))
                .register(registry);
        return state;
    }

    private Timer timer(Metric metric, SourceKind source) {
        return Timer.builder(metric.registeredName())
                .description(metric.meaning())
                .tags(of(source))
                .register(registry);
    }

    private Counter counter(Metric metric, Tags tags) {
        return Counter.builder(metric.registeredName())
                .description(metric.meaning())
                .tags(tags)
                .register(registry);
    }

    private static Tags of(SourceKind source) {
        return Tags.of("source", source.label());
    }
}
