package io.maphealth.sidecar.dump;

import java.util.OptionalInt;

/// How a dump is written. The figures are upper bounds of what HotSpot 17 and 25 were seen to do: on a busy machine
/// with two cores a plain dump of the live objects stops them for up to 12 s a GiB of used heap, a compressed one
/// for more than twice that; the file takes 1.4 bytes a byte of heap, compressed a fifth of that.
public enum DumpFormat {
    PLAIN(".hprof", OptionalInt.empty(), 12, 1.5),
    GZIP(".hprof.gz", OptionalInt.of(1), 30, 0.5);

    private final String suffix;
    private final OptionalInt gzipLevel;
    private final double pauseSecondsPerGib;
    private final double fileBytesPerHeapByte;

    DumpFormat(String suffix, OptionalInt gzipLevel, double pauseSecondsPerGib, double fileBytesPerHeapByte) {
        this.suffix = suffix;
        this.gzipLevel = gzipLevel;
        this.pauseSecondsPerGib = pauseSecondsPerGib;
        this.fileBytesPerHeapByte = fileBytesPerHeapByte;
    }

    /// How the file's name ends.
    public String suffix() {
        return suffix;
    }

    OptionalInt gzipLevel() {
        return gzipLevel;
    }

    /// What to expect before the target was ever seen.
    PauseRate pauseRate() {
        return new PauseRate(pauseSecondsPerGib);
    }

    long fileBytes(long heapBytes) {
        return (long) (heapBytes * fileBytesPerHeapByte);
    }
}
