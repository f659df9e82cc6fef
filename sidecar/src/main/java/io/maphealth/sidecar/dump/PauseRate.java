package io.maphealth.sidecar.dump;

import java.time.Duration;

/// How long a dump stops a target for each GiB of its heap, beside what any dump takes.
public record PauseRate(double secondsPerGib) {
    private static final double SECONDS_OF_ANY_DUMP = 0.3;
    private static final double GIB = 1 << 30;
    /// Below this the fixed part is all that was measured.
    private static final long SMALLEST_TO_LEARN_FROM = 64L << 20;
    /// The next dump may meet a busier machine than the last.
    private static final double MARGIN = 1.5;

    Duration pause(long heapBytes) {
        return seconds(SECONDS_OF_ANY_DUMP + secondsPerGib * heapBytes / GIB);
    }

    /// The rate after a pause was measured: a worse one is believed at once, a better one by half.
    PauseRate seen(long heapBytes, Duration pause) {
        if (heapBytes < SMALLEST_TO_LEARN_FROM) {
            return this;
        }
        double measured = Math.max(0, pause.toNanos() / 1e9 - SECONDS_OF_ANY_DUMP) * GIB / heapBytes * MARGIN;
        return new PauseRate(measured > secondsPerGib ? measured : (measured + secondsPerGib) / 2);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
