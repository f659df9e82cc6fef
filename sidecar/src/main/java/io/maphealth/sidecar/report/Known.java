package io.maphealth.sidecar.report;

import io.maphealth.core.Figures;
import io.maphealth.core.MapSnapshot;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Figures that a source may not know, as text: a dash where it does not.
final class Known {
    static final String UNKNOWN = "–";

    private Known() {}

    static String number(OptionalLong number) {
        return number.isPresent() ? Figures.number(number.getAsLong()) : UNKNOWN;
    }

    static String bytes(OptionalLong bytes) {
        return bytes.isPresent() ? Figures.bytes(bytes.getAsLong()) : UNKNOWN;
    }

    /// `<0.1 %`, `0.4 %`, `12 %`.
    static String percent(OptionalDouble share) {
        if (share.isEmpty()) {
            return UNKNOWN;
        }
        double percent = share.getAsDouble() * 100;
        if (percent > 0 && percent < 0.05) {
            return "<0.1 %";
        }
        return String.format(Locale.ROOT, percent > 0 && percent < 0.95 ? "%.1f %%" : "%.0f %%", percent);
    }

    /// Entries a slot or bin; above 1 where bins hold chains.
    static OptionalDouble fill(MapSnapshot map) {
        OptionalLong entries = map.iterated().isPresent() ? map.iterated() : map.count();
        boolean known = entries.isPresent()
                && map.capacity().isPresent()
                && map.capacity().getAsLong() > 0;
        return known
                ? OptionalDouble.of(
                        (double) entries.getAsLong() / map.capacity().getAsLong())
                : OptionalDouble.empty();
    }
}
