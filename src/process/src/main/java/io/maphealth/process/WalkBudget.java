package io.maphealth.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// How much one walk over foreign memory may read, and how long it may take. For one thread, and one walk at a time.
public final class WalkBudget {
    private final LongSupplier nanoTime;
    private long mostBytes;
    private long mostNanos;
    private long startedAt;
    private long bytes;
    private Optional<String> exceeded = Optional.empty();

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

    /// Takes a read of so many bytes off the budget.
    ///
    /// @return false when the budget is used up; it then stays so
    boolean spend(int moreBytes) {
        bytes += moreBytes;
        if (exceeded.isEmpty() && bytes > mostBytes) {
            exceeded = Optional.of("stopped after reading %,d bytes".formatted(mostBytes));
        } else if (exceeded.isEmpty() && nanoTime.getAsLong() - startedAt > mostNanos) {
            exceeded = Optional.of(
                    "stopped after %,d ms".formatted(Duration.ofNanos(mostNanos).toMillis()));
        }
        return exceeded.isEmpty();
    }

    /// Why the walk was stopped, if it was.
    public Optional<String> exceeded() {
        return exceeded;
    }

    public long bytesRead() {
        return bytes;
    }
}
