package io.maphealth.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How often the target's collector has run. `cycles` only rises within one run of the target and guards against steps
/// of the clock that `last` is read from; `paused` is the total stop-the-world time, where the source can tell.
public record GcCycles(long cycles, Optional<Instant> last, Optional<Duration> paused) {}
