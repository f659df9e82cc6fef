package io.maphealth.core.detect;

import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.history.Round;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;

/// One figure of a site at the eleven ends of ten tenths; without values when a point is missing or does not know it.
final class Trend {
    private static final int ENDS = 11;
    private static final Trend UNKNOWN = new Trend(new long[0]);

    private final long[] values;

    private Trend(long[] values) {
        this.values = values;
    }

    static Trend of(List<Round> points, Function<SiteSnapshot, OptionalLong> figure) {
        if (points.size() != ENDS) {
            return UNKNOWN;
        }
        long[] values = new long[ENDS];
        for (int i = 0; i < ENDS; i++) {
            OptionalLong value = figure.apply(points.get(i).site());
            if (value.isEmpty()) {
                return UNKNOWN;
            }
            values[i] = value.getAsLong();
        }
        return new Trend(values);
    }

    /// In how many tenths it rose.
    int rises() {
        int rises = 0;
        for (int i = 1; i < values.length; i++) {
            rises += values[i] > values[i - 1] ? 1 : 0;
        }
        return rises;
    }

    /// In how many tenths it fell.
    int falls() {
        int falls = 0;
        for (int i = 1; i < values.length; i++) {
            falls += values[i] < values[i - 1] ? 1 : 0;
        }
        return falls;
    }

    boolean risesInEveryTenth() {
        return rises() == ENDS - 1;
    }

    long first() {
        return values.length == 0 ? 0 : values[0];
    }

    long last() {
        return values.length == 0 ? 0 : values[values.length - 1];
    }

    long gain() {
        return last() - first();
    }

    /// The gain as a share of the mean: a series within +-3 % of its mean gains 6 % at most.
    double relativeGain() {
        double mean = LongStream.of(values).average().orElse(0);
        return mean == 0 ? 0 : gain() / mean;
    }
}
