package io.maphealth.gomem.pprof;

import io.maphealth.core.GcCycles;
import java.time.Duration;
import java.util.Optional;

/// Adds up the pauses of a program's collections over many looks: the page has only the last 256 of them. Where more
/// passed between two looks the sum is too low by those. For one thread.
final class PauseTotal {
    private long cycles;
    private long pausedNanos;

    GcCycles add(GoMemStats memory) {
        if (memory.gcCycles() < cycles) {
            // the program was started again
            cycles = 0;
            pausedNanos = 0;
        }
        pausedNanos += memory.pauseNanos().stream()
                .limit(memory.gcCycles() - cycles)
                .mapToLong(Long::longValue)
                .sum();
        cycles = memory.gcCycles();
        return new GcCycles(cycles, memory.lastGc(), Optional.of(Duration.ofNanos(pausedNanos)));
    }
}
