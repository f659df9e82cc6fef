package io.maphealth.hprof;

import java.nio.file.Path;

/// How to read a dump.
///
/// @param top how many of the largest maps to keep one by one; 0 keeps all
/// @param threads how many threads may read; a gzip dump of an unknown writer is read by one
/// @param memoryBytes how much memory the reading may take for what it keeps of the dump
/// @param climbs how many times the dump may be gone over for the owners of maps that are values of other maps or
/// elements of collections; 0 leaves these with owners that are not known
/// @param temporary where files go that are gone with the reading, and how much of it may be taken
/// @param contracts whether a large dump, too, is gone over for contracts that a walk does not see broken
public record HeapDumpOptions(
        int top, int threads, long memoryBytes, int climbs, Temporary temporary, boolean contracts) {
    /// A dump below so many bytes is gone over as often as there is something to learn.
    public static final long SMALL_DUMP = 256 << 20;

    /// The 50 largest maps, two threads, three quarters of this JVM's heap.
    public static final HeapDumpOptions DEFAULT =
            new HeapDumpOptions(50, 2, Runtime.getRuntime().maxMemory() / 4 * 3);

    private static final int USUAL_CLIMBS = 3;

    public HeapDumpOptions {
        if (top < 0 || threads < 1 || memoryBytes < 1 || climbs < 0) {
            throw new IllegalArgumentException(
                    "top " + top + ", threads " + threads + ", memory " + memoryBytes + ", climbs " + climbs);
        }
    }

    public HeapDumpOptions(int top, int threads, long memoryBytes) {
        this(top, threads, memoryBytes, USUAL_CLIMBS, Temporary.USUAL, false);
    }

    /// A folder for what has no room in `memoryBytes`, and for a dump that is compressed or comes as a stream: this may
    /// take so many bytes there once it is inflated. Where it may not, a compressed file is inflated for each scan.
    public record Temporary(Path folder, long mostDumpBytes) {
        /// That of this JVM, and what it has room for.
        public static final Temporary USUAL = in(Path.of(System.getProperty("java.io.tmpdir")));

        public Temporary {
            if (mostDumpBytes < 0) {
                throw new IllegalArgumentException("most " + mostDumpBytes);
            }
        }

        public static Temporary in(Path folder) {
            return new Temporary(folder, Long.MAX_VALUE);
        }
    }

    public HeapDumpOptions with(Temporary other) {
        return new HeapDumpOptions(top, threads, memoryBytes, climbs, other, contracts);
    }

    public HeapDumpOptions withContracts(boolean wanted) {
        return new HeapDumpOptions(top, threads, memoryBytes, climbs, temporary, wanted);
    }
}
