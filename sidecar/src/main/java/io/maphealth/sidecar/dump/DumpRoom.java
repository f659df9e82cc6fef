package io.maphealth.sidecar.dump;

import java.util.OptionalLong;

/// What our dumps take of the quota, what the file system for them has left and whether it is memory, and what the
/// target's container has left of its memory limit (absent: no limit, or none that we can see).
public record DumpRoom(long quotaUsedBytes, long freeDiskBytes, boolean diskIsMemory, OptionalLong freeMemoryBytes) {}
