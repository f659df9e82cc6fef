package io.maphealth.core.history;

/// The highest value of a series, and the `mark` that it had reached before it last came down (0: it never did).
///
/// What refills below its mark has been there before, and is no leak.
public record HighWater(long highest, long mark) {
    static final HighWater NONE = new HighWater(0, 0);
    /// The share by which an exact series must fall to have come down.
    static final double LEAST_FALL = 0.03;

    /// @param fall the share of its highest by which it must have fallen to count as come down
    HighWater with(long value, double fall) {
        if (value > highest) {
            return new HighWater(value, mark);
        }
        return value < highest * (1 - fall) ? new HighWater(highest, highest) : this;
    }
}
