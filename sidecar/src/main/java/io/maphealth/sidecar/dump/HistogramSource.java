package io.maphealth.sidecar.dump;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.hotspot.attach.AttachClient;
import io.maphealth.hotspot.attach.AttachFailedException;
import io.maphealth.hotspot.attach.AttachedJvm;
import io.maphealth.hotspot.attach.DiagnosticCommand.ClassHistogram;
import io.maphealth.hotspot.histogram.HistogramReader;
import io.maphealth.sidecar.config.DumpConfig;
import io.maphealth.sidecar.config.DumpPolicy;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.Source;
import io.maphealth.sidecar.source.SourceUnavailableException;
import io.maphealth.sidecar.target.TargetMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Polls the class histogram of a HotSpot whose heap cannot be read live: how many maps and entries of each class
/// there are. Each stops the target for a moment: one that would take longer than the liveness budget is refused,
/// and the next waits until all of them together have taken a hundredth of the time.
public final class HistogramSource implements Source {
    private static final Path PROC = Path.of("/proc");
    /// That of a busy machine; on an idle one it is a fifth.
    private static final PauseRate FIRST_RATE = new PauseRate(1.0);
    private static final int SHARE_OF_TIME = 100;

    private final Jvm jvm;
    private final BooleanSupplier needed;
    private final GrowthAlarm alarm;
    private final DumpConfig limits;
    private final Clocks clocks;
    private final AttachClient client = AttachClient.waitingAtMost(Duration.ofSeconds(30));
    private PauseRate rate = FIRST_RATE;
    private Optional<Long> notBefore = Optional.empty();

    /// Whom to ask, and what it is called in censuses.
    public record Jvm(long pid, String name) {}

    /// Who wants to know, and whom to tell of growth.
    public record Use(BooleanSupplier needed, GrowthAlarm alarm) {}

    /// The wall clock for people, the monotonic one for pauses.
    public record Clocks(InstantSource now, LongSupplier nanoTime) {}

    public HistogramSource(Jvm jvm, Use use, DumpConfig limits, Clocks clocks) {
        this.jvm = jvm;
        this.needed = use.needed();
        this.alarm = use.alarm();
        this.limits = limits;
        this.clocks = clocks;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.CLASS_HISTOGRAM;
    }

    @Override
    public boolean ready() {
        return needed.getAsBoolean()
                && notBefore
                        .map(time -> clocks.nanoTime().getAsLong() - time >= 0)
                        .orElse(true);
    }

    @Override
    public Census look() throws SourceUnavailableException, InterruptedException {
        try {
            AttachedJvm attached = client.attach(jvm.pid());
            HeapSize heap = AttachDumps.heapSize(attached);
            Duration forecast = allowed(heap);
            Target target = new Target(
                    TargetRuntime.JVM,
                    attached.version(),
                    SourceKind.CLASS_HISTOGRAM,
                    OptionalLong.of(jvm.pid()),
                    jvm.name());
            long began = clocks.nanoTime().getAsLong();
            String histogram = attached.ask(
                    new ClassHistogram(true), forecast.multipliedBy(10).plusMinutes(1));
            Duration pause = Duration.ofNanos(clocks.nanoTime().getAsLong() - began);
            rate = rate.seen(heap.bytes(), pause);
            notBefore = Optional.of(clocks.nanoTime().getAsLong() + SHARE_OF_TIME * pause.toNanos());
            Census census = HistogramReader.read(
                    target, histogram, new HistogramReader.Look(clocks.now().instant(), pause));
            alarm.heard(census.totals().heldBytes(), new TargetMemory(PROC, jvm.pid()).container());
            return limits.policy() == DumpPolicy.PROPOSE ? proposing(census) : census;
        } catch (AttachFailedException e) {
            throw AttachDumps.unavailable(e);
        }
    }

    private Duration allowed(HeapSize heap) throws SourceUnavailableException {
        Duration forecast = rate.pause(heap.bytes());
        if (forecast.compareTo(limits.livenessBudget()) > 0) {
            String line =
                    "a class histogram of %,d MiB of %s may stop the target for %d s and its liveness budget is %d s;"
                            .formatted(
                                    heap.bytes() >> 20,
                                    heap.basis().words(),
                                    forecast.toSeconds(),
                                    limits.livenessBudget().toSeconds());
            throw new SourceUnavailableException(
                    FailureReason.REFUSED,
                    line + " raise period x failureThreshold of its liveness probe, and MAPHEALTH_LIVENESS_BUDGET_SEC");
        }
        return forecast;
    }

    private Census proposing(Census census) {
        return alarm.reason()
                .map(reason -> census.incomplete(
                        reason + "; a class histogram names no map, a heap dump would: maphealth dump --pid "
                                + jvm.pid() + ", or MAPHEALTH_DUMP_ON_GROWTH=take"))
                .orElse(census);
    }
}
