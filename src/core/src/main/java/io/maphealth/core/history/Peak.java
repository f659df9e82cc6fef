package io.maphealth.core.history;

import io.maphealth.core.SiteSnapshot;
import java.util.OptionalLong;

/// The most that a site ever had in one run of the target, figure by figure.
public record Peak(HighWater maps, HighWater count, OptionalLong neededBytes) {
    static final Peak NONE = new Peak(HighWater.NONE, HighWater.NONE, OptionalLong.empty());

    /// An incomplete look may raise a peak; that it saw less says nothing.
    Peak with(SiteSnapshot site, boolean complete) {
        return new Peak(
                risen(maps, site.maps(), complete),
                risen(count, site.count(), complete),
                larger(neededBytes, site.neededBytes()));
    }

    private static HighWater risen(HighWater water, OptionalLong value, boolean mayFall) {
        if (value.isEmpty()) {
            return water;
        }
        return water.with(mayFall ? value.getAsLong() : Math.max(value.getAsLong(), water.highest()));
    }

    private static OptionalLong larger(OptionalLong one, OptionalLong other) {
        return one.isPresent() && (other.isEmpty() || one.getAsLong() >= other.getAsLong()) ? one : other;
    }
}
