package io.maphealth.sidecar.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Who is to be watched. With neither pid nor process name nor container, only URLs are looked at.
///
/// `memoryLimitBytes` is that of the target's container, to which the time to the limit and the share of ghost bytes
/// relate; `stopLimit` is how long the target may be stopped in a round, zero for never.
public record TargetConfig(
        OptionalLong pid,
        Optional<String> container,
        Optional<String> processName,
        RuntimeChoice runtime,
        Level level,
        Duration stopLimit,
        OptionalLong memoryLimitBytes) {

    /// What the target is called in censuses, logs and reports.
    public String name() {
        return container.or(() -> processName).orElse("target");
    }

    /// What to look for in a shared process namespace.
    public Optional<String> wantedProcess() {
        return processName.or(() -> container);
    }
}
