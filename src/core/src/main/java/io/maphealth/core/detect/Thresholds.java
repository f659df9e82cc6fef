package io.maphealth.core.detect;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/// A value for every [Threshold]: its default where nothing else was said. Immutable.
public final class Thresholds {
    public static final Thresholds DEFAULTS = new Thresholds(Map.of());

    private final Map<Threshold, Double> chosen;

    private Thresholds(Map<Threshold, Double> chosen) {
        this.chosen = chosen;
    }

    public Thresholds with(Threshold threshold, double value) throws WrongThresholdException {
        if (!threshold.range().holds(value)) {
            throw new WrongThresholdException(threshold, plain(value));
        }
        Map<Threshold, Double> more = new EnumMap<>(Threshold.class);
        more.putAll(chosen);
        more.put(threshold, value);
        return new Thresholds(more);
    }

    /// Reads a decimal number in the unit of the threshold, such as `4` or `2.5`.
    public Thresholds with(Threshold threshold, String value) throws WrongThresholdException {
        try {
            return with(threshold, new BigDecimal(value.strip()).doubleValue());
        } catch (NumberFormatException _) {
            throw new WrongThresholdException(threshold, "\"" + value + "\"");
        }
    }

    public double value(Threshold threshold) {
        Double value = chosen.get(threshold);
        return value == null ? threshold.standard() : value;
    }

    /// As a share: 3 % is 0.03.
    double share(Threshold percent) {
        return value(percent) / 100;
    }

    int rounds(Threshold threshold) {
        return (int) value(threshold);
    }

    /// Without exponent or needless zeros: `1048576`, `2.5`.
    static String plain(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }
}
