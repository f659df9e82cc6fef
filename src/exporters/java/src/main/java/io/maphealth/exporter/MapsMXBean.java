package io.maphealth.exporter;

/// A registry as seen by JMX; each attribute takes a census.
public interface MapsMXBean {
    /// The whole census as `maphealth.census/v1`.
    String getCensus();

    long getMaps();

    /// Maps whose count and contents differ by more than is allowed.
    long getDriftedMaps();

    /// -1 where a map's is unknown.
    long getHeldBytes();
}
