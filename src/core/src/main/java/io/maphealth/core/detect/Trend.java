package io.maphealth.core.detect;

import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.history.Round;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/// One figure of a site at the eleven ends of ten tenths; empty when a point does not know it or is missing.
record Trend(List<Long> values) {
    private static final int ENDS = 11;

    static Trend of(List<Round> points, Function<SiteSnapshot, OptionalLong> figure) {
        List<Long> known = points.stream()
                .map(point -> figure.apply(point.site()))
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .toList();
        return new Trend(known.size() == ENDS ? known : List.of());
    }

    boolean isKnown() {
        return !values.isEmpty();
    }

    /// In how many tenths it rose.
    int rises() {
        return (int) tenths().filter(i -> values.get(i) > values.get(i - 1)).count();
    }

    /// In how many tenths it fell.
    int falls() {
        return (int) tenths().filter(i -> values.get(i) < values.get(i - 1)).count();
    }

    boolean risesInEveryTenth() {
        return isKnown() && rises() == ENDS - 1;
    }

    long first() {
        return isKnown() ? values.getFirst() : 0;
    }

    long last() {
        return isKnown() ? values.getLast() : 0;
    }

    long gain() {
        return last() - first();
    }

    /// The gain as a share of the mean: a series within +-3 % of its mean gains 6 % at most.
    double relativeGain() {
        double mean = values.stream().mapToLong(Long::longValue).average().orElse(0);
        return mean == 0 ? 0 : gain() / mean;
    }

    private IntStream tenths() {
        return IntStream.range(1, values.size());
    }
}
