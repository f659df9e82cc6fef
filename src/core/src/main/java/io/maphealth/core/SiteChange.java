package io.maphealth.core;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// One site in two looks at the same program; one of them may not have it.
public record SiteChange(Site site, Optional<SiteSnapshot> before, Optional<SiteSnapshot> now) {
    /// Whether only the later look has it.
    public boolean isNew() {
        return before.isEmpty();
    }

    /// Whether only the earlier look has it.
    public boolean isGone() {
        return now.isEmpty();
    }

    public OptionalLong countBefore() {
        return figure(before, SiteSnapshot::count);
    }

    public OptionalLong countNow() {
        return figure(now, SiteSnapshot::count);
    }

    /// Entries gained, negative for lost; absent where one of the looks does not know.
    public OptionalLong entries() {
        return difference(countBefore(), countNow());
    }

    public OptionalLong maps() {
        return difference(figure(before, SiteSnapshot::maps), figure(now, SiteSnapshot::maps));
    }

    public long heldBefore() {
        return before.map(SiteSnapshot::heldBytes).orElse(0L);
    }

    public long heldNow() {
        return now.map(SiteSnapshot::heldBytes).orElse(0L);
    }

    /// Bytes gained, negative for given back.
    public long bytes() {
        return heldNow() - heldBefore();
    }

    private static OptionalLong figure(Optional<SiteSnapshot> site, Function<SiteSnapshot, OptionalLong> figure) {
        return site.map(figure).orElse(OptionalLong.of(0));
    }

    private static OptionalLong difference(OptionalLong before, OptionalLong now) {
        return before.isPresent() && now.isPresent()
                ? OptionalLong.of(now.getAsLong() - before.getAsLong())
                : OptionalLong.empty();
    }
}
