package io.maphealth.sidecar.dump;

import java.time.Duration;
import java.util.Optional;

/// What there is before a dump: whether another is being taken, how long ago the last was begun, and room for it.
public record DumpConditions(boolean anotherIsTaken, Optional<Duration> sinceLast, DumpRoom room) {}
