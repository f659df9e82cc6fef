package io.maphealth.gomem.pprof;

/// What sampled bytes stand for, with the variance of that estimate in bytes squared.
///
/// An object of s bytes is sampled with the probability p = 1 - exp(-s / rate) (go1.21..1.26 runtime/malloc.go), so n
/// sampled ones stand for n / p, with the variance n s² (1 - p) / p² (Horvitz-Thompson).
record Estimate(double bytes, double variance) {
    static final Estimate NOTHING = new Estimate(0, 0);

    /// @param rate one byte in so many is sampled; 1 is all of them
    static Estimate of(long objects, long bytes, long rate) {
        if (rate <= 1 || objects == 0) {
            return new Estimate(bytes, 0);
        }
        double size = (double) bytes / objects;
        double seen = -Math.expm1(-size / rate);
        return new Estimate(bytes / seen, objects * size * size * (1 - seen) / (seen * seen));
    }

    Estimate plus(Estimate more) {
        return new Estimate(bytes + more.bytes, variance + more.variance);
    }

    /// The standard deviation as a part of the estimate: 0.1 is 10 %.
    double relativeError() {
        return bytes == 0 ? 0 : Math.sqrt(variance) / bytes;
    }
}
