package io.maphealth.core.history;

import io.maphealth.core.SiteSnapshot;
import java.util.OptionalLong;

/// The most that a site ever had in one run of the target, figure by figure.
public record Peak(HighWater maps, HighWater count, HighWater heldBytes, OptionalLong neededBytes) {
    static final Peak NONE = new Peak(HighWater.NONE, HighWater.NONE, HighWater.NONE, OptionalLong.empty());

    /// An incomplete look may raise a peak; that it saw less says nothing.
    Peak with(SiteSnapshot site, boolean complete) {
        double exact = complete ? HighWater.LEAST_FALL : 1;
        double sampled = complete ? Noise.of(site) : 1;
        return new Peak(
                risen(maps, site.maps(), exact),
                risen(count, site.count(), exact),
                heldBytes.with(site.heldBytes(), sampled),
                larger(neededBytes, site.neededBytes()));
    }

    private static HighWater risen(HighWater water, OptionalLong value, double fall) {
        return value.isPresent() ? water.with(value.getAsLong(), fall) : water;
    }

    private static OptionalLong larger(OptionalLong one, OptionalLong other) {
        return one.isPresent() && (other.isEmpty() || one.getAsLong() >= other.getAsLong()) ? one : other;
    }
}
