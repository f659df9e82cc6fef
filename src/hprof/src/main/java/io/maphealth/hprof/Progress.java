package io.maphealth.hprof;

import java.nio.file.Path;

/// Hears how far a reading has come, from any of its threads. `ofBytes` counts a byte as often as it is to be read, and
/// grows when a closer look turns out to be worth one more; 0 while nobody knows.
@FunctionalInterface
public interface Progress {
    Progress SILENT = (_, _) -> {};

    void read(long bytes, long ofBytes);

    /// What has to be kept takes more memory than is allowed: so many bytes are in a temporary file, and it goes
    /// slower.
    default void spilled(long bytes) {}

    /// Before it is looked at, the dump goes to a temporary file, inflated.
    default void unpacking(Path folder) {}

    /// There is no room for that: the dump is inflated again for each scan, and it goes slower.
    default void notUnpacked(String reason) {}
}
