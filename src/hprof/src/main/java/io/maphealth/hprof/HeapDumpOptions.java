package io.maphealth.hprof;

/// How to read a dump.
///
/// @param top how many of the largest maps to keep one by one; 0 keeps all
/// @param threads how many threads may read; a gzip dump is read by one
/// @param memoryBytes how much memory the reading may take for what it keeps of the dump
public record HeapDumpOptions(int top, int threads, long memoryBytes) {
    public static final HeapDumpOptions DEFAULT = new HeapDumpOptions(50, 2, 96L << 20);

    public HeapDumpOptions {
        if (top < 0 || threads < 1 || memoryBytes < 1) {
            throw new IllegalArgumentException("top " + top + ", threads " + threads + ", memory " + memoryBytes);
        }
    }
}
