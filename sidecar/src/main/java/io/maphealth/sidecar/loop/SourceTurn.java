package io.maphealth.sidecar.loop;

import io.maphealth.core.SourceKind;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.Source;
import java.time.Duration;
import java.util.Optional;

/// When one source is to be looked through next, and how it has gone so far.
///
/// After the second failure in a row the wait doubles with each, up to [#LONGEST_WAIT] or the source's own interval
/// where that is longer. Times are nanoseconds of [Pace#nanoTime]. For one thread.
final class SourceTurn {
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final PlannedSource planned;
    private long dueNanos;
    private int failures;
    private boolean up;
    private Optional<FailureReason> lastReason = Optional.empty();

    SourceTurn(PlannedSource planned, long nowNanos) {
        this.planned = planned;
        this.dueNanos = nowNanos + planned.firstAfter().toNanos();
    }

    Source source() {
        return planned.source();
    }

    SourceKind kind() {
        return planned.source().kind();
    }

    boolean due(long nowNanos) {
        return nowNanos - dueNanos >= 0 && source().ready();
    }

    /// Whether the source was not known to be up before.
    boolean succeeded(long nowNanos) {
        boolean news = !up;
        up = true;
        failures = 0;
        lastReason = Optional.empty();
        dueNanos = nowNanos + planned.interval().toNanos();
        return news;
    }

    /// Whether anything about the failure is new: the reason, or the time to the next try.
    boolean failed(FailureReason reason, long nowNanos) {
        Duration before = retryIn();
        boolean news = up || !lastReason.equals(Optional.of(reason));
        up = false;
        failures++;
        lastReason = Optional.of(reason);
        dueNanos = nowNanos + retryIn().toNanos();
        return news || !before.equals(retryIn());
    }

    Duration retryIn() {
        Duration longest = planned.interval().compareTo(LONGEST_WAIT) > 0 ? planned.interval() : LONGEST_WAIT;
        int doublings = Math.clamp(failures - 1, 0, 30);
        Duration wait = planned.interval().multipliedBy(1L << doublings);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
