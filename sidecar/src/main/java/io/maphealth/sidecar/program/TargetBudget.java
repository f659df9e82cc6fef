package io.maphealth.sidecar.program;

import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.sidecar.target.TargetMemory;
import io.maphealth.sidecar.target.TargetWatch;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// What the target may use and uses now: a configured limit before that of its container, and the use as its cgroup
/// counts it. Both are unknown for a target that is only known by its URLs, unless the limit is configured.
record TargetBudget(OptionalLong configuredLimitBytes, TargetWatch target, Path proc)
        implements Supplier<MemoryBudget> {
    @Override
    public MemoryBudget get() {
        Optional<TargetMemory.Use> use =
                target.current().flatMap(process -> new TargetMemory(proc, process.pid()).container());
        OptionalLong limit = use.isPresent() && configuredLimitBytes.isEmpty()
                ? OptionalLong.of(use.get().limitBytes())
                : configuredLimitBytes;
        OptionalLong used = use.isPresent() ? OptionalLong.of(use.get().usedBytes()) : OptionalLong.empty();
        return new MemoryBudget(limit, used);
    }
}
