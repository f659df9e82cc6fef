package io.maphealth.core.detect;

import java.util.OptionalLong;

/// How much memory the target may use and uses, as far as that is known. Of an unknown use, the maps' bytes count.
public record MemoryBudget(OptionalLong limitBytes, OptionalLong usedBytes) {
    public static final MemoryBudget UNKNOWN = new MemoryBudget(OptionalLong.empty(), OptionalLong.empty());

    public static MemoryBudget ofLimit(long limitBytes) {
        return new MemoryBudget(OptionalLong.of(limitBytes), OptionalLong.empty());
    }
}
