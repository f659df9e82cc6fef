package io.maphealth.sidecar.loop;

import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.Source;
import io.maphealth.sidecar.source.SourceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Shows an empty census, or fails, after a time that the test chooses; remembers when it was looked through.
public final class TestingSource implements Source {
    private final SourceKind kind;
    private final TestingPace pace;
    private final List<Duration> looks = new ArrayList<>();
    private Duration takes = Duration.ZERO;
    private int closed;
    private Optional<FailureReason> failure = Optional.empty();

    public TestingSource(SourceKind kind, TestingPace pace) {
        this.kind = kind;
        this.pace = pace;
    }

    public TestingSource taking(Duration time) {
        takes = time;
        return this;
    }

    public TestingSource failingWith(FailureReason reason) {
        failure = Optional.of(reason);
        return this;
    }

    public TestingSource recovered() {
        failure = Optional.empty();
        return this;
    }

    /// When it was looked through, since the pace's start.
    public List<Duration> looks() {
        return looks;
    }

    @Override
    public SourceKind kind() {
        return kind;
    }

    @Override
    public Census look() throws SourceUnavailableException {
        looks.add(pace.elapsed());
        pace.pass(takes);
        if (failure.filter(FailureReason.INTERNAL::equals).isPresent()) {
            throw new IllegalStateException("planted");
        }
        if (failure.isPresent()) {
            throw new SourceUnavailableException(failure.get(), "planted\nfailure");
        }
        return emptyCensus(kind, pace.now());
    }

    /// How often it was told that no look comes any more.
    public int closed() {
        return closed;
    }

    @Override
    public void close() {
        closed++;
    }

    public static Census emptyCensus(SourceKind kind, Instant takenAt) {
        Target target = new Target(TargetRuntime.GO, Optional.empty(), kind, OptionalLong.empty(), "testing");
        return new CensusBuilder(target, 0).build(takenAt, Duration.ZERO);
    }
}
