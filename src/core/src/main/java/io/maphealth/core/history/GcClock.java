package io.maphealth.core.history;

import io.maphealth.core.GcCycles;
import io.maphealth.core.SourceKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/// The target's GC cycles, by the source that tells them. A source that cannot tell borrows another's.
final class GcClock {
    private final Map<SourceKind, Long> cycles = new EnumMap<>(SourceKind.class);

    void tell(SourceKind source, GcCycles now) {
        cycles.put(source, now.cycles());
    }

    /// The count never goes back in one run of a target.
    boolean goesBack(SourceKind source, GcCycles now) {
        return now.cycles() < cycles.getOrDefault(source, Long.MIN_VALUE);
    }

    OptionalLong seenBy(SourceKind source) {
        Long own = cycles.get(source);
        return own != null
                ? OptionalLong.of(own)
                : cycles.values().stream().mapToLong(Long::longValue).findFirst();
    }

    void clear() {
        cycles.clear();
    }
}
