package io.maphealth.core.history;

/// The highest value of a series, and the `mark` that it had reached before it last came down (0: it never did).
///
/// What refills below its mark has been there before, and is no leak.
public record HighWater(long highest, long mark) {
    static final HighWater NONE = new HighWater(0, 0);
    /// The share of its highest by which a series must fall to have come down.
    private static final double FALL = 0.03;

    HighWater with(long value) {
        if (value > highest) {
            return new HighWater(value, mark);
        }
        return value < highest * (1 - FALL) ? new HighWater(highest, highest) : this;
    }
}
