package io.maphealth.javamaps;

/// Pairs of an object id and a number, in order.
public interface PairSource {
    long size();

    void forEach(IdNumbers.Pairs to);

    /// Hands all pairs over and lets go of them on the way.
    void drain(IdNumbers.Pairs to);
}
