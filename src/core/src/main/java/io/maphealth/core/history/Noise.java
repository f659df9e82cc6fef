package io.maphealth.core.history;

import io.maphealth.core.SiteSnapshot;

/// By what share the held bytes of a site may differ between two rounds without having changed.
final class Noise {
    private static final double STANDARD_DEVIATIONS = 3;

    private Noise() {}

    /// Three standard deviations of the sampling, and never less than the band of a healthy map.
    static double of(SiteSnapshot site) {
        return Math.min(
                1,
                Math.max(
                        HighWater.LEAST_FALL,
                        STANDARD_DEVIATIONS * site.samplingError().orElse(0)));
    }
}
