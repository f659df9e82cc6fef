package io.maphealth.sidecar.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where heap dumps come from and what the governor allows them to cost.
///
/// `folder` is watched for dumps that others drop and takes those that are asked for, up to `quotaBytes`; without an
/// `interval` none is asked for. A dump whose predicted pause is above `livenessBudget` is refused, as is one within
/// `coolDown` of the last. `policy` says what is done when class histograms show growth.
public record DumpConfig(
        Optional<Path> folder,
        long quotaBytes,
        Optional<Duration> interval,
        Duration livenessBudget,
        Duration coolDown,
        DumpPolicy policy) {}
