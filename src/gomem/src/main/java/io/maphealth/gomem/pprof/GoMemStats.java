package io.maphealth.gomem.pprof;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The part of Go's `runtime.MemStats` that is used here, in bytes and nanoseconds.
///
/// `pauseNanos` are the stop-the-world pauses of the last cycles, newest first, at most 256; all but
/// `gcCycles` rise and fall.
public record GoMemStats(
        long heapAllocBytes,
        long heapInuseBytes,
        long sysBytes,
        long gcCycles,
        Optional<Instant> lastGc,
        List<Long> pauseNanos) {

    public GoMemStats {
        pauseNanos = List.copyOf(pauseNanos);
    }
}
