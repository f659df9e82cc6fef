package io.maphealth.hprof;

import java.util.concurrent.atomic.AtomicLong;

/// Adds up what all threads have read. Thread-safe.
final class ProgressMeter {
    private final Progress progress;
    private final long expected;
    private final AtomicLong done = new AtomicLong();

    ProgressMeter(Progress progress, long expected) {
        this.progress = progress;
        this.expected = expected;
    }

    void read(long bytes) {
        long read = done.addAndGet(bytes);
        progress.read(read, Math.max(read, expected));
    }
}
