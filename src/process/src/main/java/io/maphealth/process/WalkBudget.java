package io.maphealth.process;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// How much one walk over foreign memory may read, and how long it may take. For one thread, and one walk at a time.
public final class WalkBudget {
    private final LongSupplier nanoTime;
    private long mostBytes;
    private long mostNanos;
    private long startedAt;
    private long bytes;
    private Optional<String> exceeded = Optional.empty();
    private OptionalLong breakAt = OptionalLong.empty();

    /// @param nanoTime a clock as [System#nanoTime]; the time starts to run now
    public WalkBudget(long mostBytes, Duration mostTime, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        startAgain(mostBytes, mostTime);
    }

    /// Another walk starts now, for which what readers keep may be used again.
    public void startAgain(long mostBytes, Duration mostTime) {
        this.mostBytes = mostBytes;
        this.mostNanos = mostTime.toNanos();
        this.startedAt = nanoTime.getAsLong();
        this.bytes = 0;
        this.exceeded = Optional.empty();
    }

    /// A part of the walk starts whose reads come back empty after this time, without the walk's end.
    public void startPart(Duration mostTime) {
        breakAt = OptionalLong.of(nanoTime.getAsLong() + mostTime.toNanos());
    }

    /// The part has ended.
    public void endPart() {
        breakAt = OptionalLong.empty();
    }

    /// Takes a read of so many bytes off the budget.
    ///
    /// @return false when the budget is used up; it then stays so
    boolean spend(int moreBytes) {
        bytes += moreBytes;
        long now = nanoTime.getAsLong();
        if (exceeded.isEmpty() && bytes > mostBytes) {
            exceeded = Optional.of("stopped after reading %,d bytes".formatted(mostBytes));
        } else if (exceeded.isEmpty() && now - startedAt > mostNanos) {
            exceeded = Optional.of(
                    "stopped after %,d ms".formatted(Duration.ofNanos(mostNanos).toMillis()));
        }
        return exceeded.isEmpty() && (breakAt.isEmpty() || now - breakAt.getAsLong() <= 0);
    }

    /// Why the walk was stopped, if it was.
    public Optional<String> exceeded() {
        return exceeded;
    }

    public long bytesRead() {
        return bytes;
    }
}
