package io.maphealth.sidecar.loop;

import io.maphealth.core.Census;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.SourceUnavailableException;
import io.maphealth.sidecar.target.TargetChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One round after another over the sources of one target, in one thread: rounds never overlap, and a round that runs
/// into the next ones leaves them out. A source that fails is asked less often, while the others go on.
public final class WatchLoop {
    private final Watch watch;
    private final Listener listener;
    private final Pace pace;
    private final List<SourceTurn> standing = new ArrayList<>();
    private final List<SourceTurn> ofProcess = new ArrayList<>();

    public WatchLoop(Watch watch, Listener listener, Pace pace) {
        this.watch = watch;
        this.listener = listener;
        this.pace = pace;
        watch.sources().standing().forEach(source -> standing.add(new SourceTurn(source, pace.nanoTime())));
    }

    /// Runs `rounds` rounds, and waits only between them.
    ///
    /// @throws InterruptedException when the thread is interrupted, which is how the loop is stopped
    public void run(long rounds) throws InterruptedException {
        Slots slots = new Slots(pace.nanoTime(), watch.interval());
        for (long number = 1; ; number++) {
            long started = pace.nanoTime();
            round(slots.current());
            long ended = pace.nanoTime();
            long skipped = slots.next(ended);
            listener.on(new Happening.RoundEnded(pace.now(), number, Duration.ofNanos(ended - started), skipped));
            if (number == rounds) {
                return;
            }
            pace.sleep(Duration.ofNanos(Math.max(0, slots.current() + jitterNanos() - pace.nanoTime())));
        }
    }

    /// So that the sidecars of a node do not all look at the same moment.
    private long jitterNanos() {
        return watch.random().nextLong(Math.max(1, watch.interval().toNanos() / 10));
    }

    private void round(long slot) throws InterruptedException {
        watch.target().check().forEach(change -> follow(change, slot));
        List<SourceTurn> due = Stream.concat(standing.stream(), ofProcess.stream())
                .filter(turn -> turn.due(slot))
                .toList();
        for (SourceTurn turn : due) {
            look(turn, slot);
        }
    }

    private void follow(TargetChange change, long slot) {
        switch (change) {
            case TargetChange.Found(var target) -> {
                letGo();
                watch.sources().of(target).forEach(source -> ofProcess.add(new SourceTurn(source, slot)));
                listener.on(new Happening.TargetFound(pace.now(), target));
            }
            case TargetChange.Lost(var target, var message) -> {
                letGo();
                Instant now = pace.now();
                listener.on(new Happening.TargetLost(
                        now, target, message, watch.judge().targetChanged(now)));
            }
            case TargetChange.Missing(var message) -> listener.on(new Happening.TargetMissing(pace.now(), message));
        }
    }

    private void letGo() {
        ofProcess.forEach(turn -> turn.source().close());
        ofProcess.clear();
    }

    private void look(SourceTurn turn, long slot) throws InterruptedException {
        long began = pace.nanoTime();
        try {
            Census census = turn.source().look();
            succeeded(turn, slot, census, Duration.ofNanos(pace.nanoTime() - began));
        } catch (SourceUnavailableException unavailable) {
            failed(turn, slot, unavailable, Duration.ofNanos(pace.nanoTime() - began));
        } catch (RuntimeException mistake) {
            // our own mistake in one source must not end the watch through the others
            failed(turn, slot, internal(mistake), Duration.ofNanos(pace.nanoTime() - began));
        }
    }

    private void succeeded(SourceTurn turn, long slot, Census census, Duration took) {
        if (turn.succeeded(slot)) {
            listener.on(new Happening.SourceUp(pace.now(), turn.kind()));
        }
        listener.on(new Happening.Looked(pace.now(), turn.kind(), census, took));
        listener.on(new Happening.Judged(pace.now(), turn.kind(), watch.judge().judge(census)));
    }

    private void failed(SourceTurn turn, long slot, SourceUnavailableException failure, Duration took) {
        boolean news = turn.failed(failure.reason(), slot);
        listener.on(new Happening.LookFailed(pace.now(), turn.kind(), failure.reason(), took));
        if (news) {
            listener.on(new Happening.SourceDown(
                    pace.now(), turn.kind(), failure.reason(), failure.oneLine(), turn.retryIn()));
        }
    }

    private static SourceUnavailableException internal(RuntimeException mistake) {
        StackTraceElement[] stack = mistake.getStackTrace();
        String place = stack.length == 0 ? "an unknown place" : stack[0].toString();
        return new SourceUnavailableException(
                FailureReason.INTERNAL,
                "a mistake in maphealth, please report it: %s at %s".formatted(mistake, place),
                mistake);
    }
}
