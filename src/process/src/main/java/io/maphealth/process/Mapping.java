package io.maphealth.process;

/// One mapped range: a line of `/proc/PID/maps`, or a segment of a core file.
///
/// `fileOffset` is where the range starts in the file at `path`; `path` is empty for anonymous memory.
public record Mapping(
        AddressRange range, boolean readable, boolean writable, boolean executable, long fileOffset, String path) {}
