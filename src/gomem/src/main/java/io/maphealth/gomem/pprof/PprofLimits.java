package io.maphealth.gomem.pprof;

/// How much of a page is read at most; what goes beyond is an error, except `callSites`, beyond which a census is
/// incomplete.
public record PprofLimits(long bytes, int lineBytes, int frames, int callSites) {
    /// Go keeps at most 1024 frames a stack (`GODEBUG=profstackdepth`); a record of that depth takes 100 kB.
    public static final PprofLimits DEFAULT = new PprofLimits(64L << 20, 64 << 10, 1024, 10_000);
}
