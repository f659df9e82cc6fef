package io.maphealth.hprof;

/// Hears how far a reading has come, from any of its threads. `ofBytes` counts a byte as often as it is to be read, and
/// grows when a closer look turns out to be worth one more.
@FunctionalInterface
public interface Progress {
    Progress SILENT = (_, _) -> {};

    void read(long bytes, long ofBytes);

    /// What has to be kept takes more memory than is allowed: so many bytes are in a temporary file, and it goes
    /// slower.
    default void spilled(long bytes) {}
}
