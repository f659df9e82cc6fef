package io.maphealth.gomem.maps;

import io.maphealth.process.Window;
import java.util.Map;

/// The header of a map of Go 1.24 and newer, as its bytes in a window say.
///
/// Layout: `internal/runtime/maps` Map (map.go), the same from 1.24 to 1.26.
final class SwissHeader {
    static final int SIZE = 48;
    static final int DIRECTORY = 16;

    private static final int USED = 0;
    private static final int SEED = 8;
    private static final int DIRECTORY_LENGTH = 24;
    private static final int GLOBAL_DEPTH = 32;
    private static final int GLOBAL_SHIFT = 33;
    private static final int WRITING = 34;
    private static final int TOMBSTONE_POSSIBLE = 35;
    private static final int PADDING = 36;
    private static final int CLEAR_SEQUENCE = 40;

    /// Under the names that the run-time's source gives them.
    static final Map<String, Integer> OFFSETS = Map.of(
            "used", USED,
            "seed", SEED,
            "dirPtr", DIRECTORY,
            "dirLen", DIRECTORY_LENGTH,
            "globalDepth", GLOBAL_DEPTH,
            "globalShift", GLOBAL_SHIFT,
            "writing", WRITING,
            "tombstonePossible", TOMBSTONE_POSSIBLE,
            "clearSeq", CLEAR_SEQUENCE);

    private static final int MOST_SMALL = 8;
    private static final long MOST_USED = 1L << 40;
    private static final int MOST_DEPTH = 40;
    private static final long MOST_CLEAR_SEQUENCE = 1L << 40;

    private SwissHeader() {}

    /// Whether an object can be a header at all.
    static boolean plausible(Window header, long at) {
        long used = used(header, at);
        int depth = globalDepth(header, at);
        int shift = header.unsignedByteAt(at + GLOBAL_SHIFT);
        long length = directoryLength(header, at);
        long clears = header.longAt(at + CLEAR_SEQUENCE);
        boolean flags = header.unsignedByteAt(at + WRITING) <= 1
                && header.unsignedByteAt(at + TOMBSTONE_POSSIBLE) <= 1
                && header.intAt(at + PADDING) == 0;
        boolean sizes = length == 0
                ? depth == 0 && (shift == 0 || shift == Long.SIZE) && used <= MOST_SMALL
                : depth <= MOST_DEPTH && length == 1L << depth && shift == Long.SIZE - depth;
        return flags
                && sizes
                && used >= 0
                && used < MOST_USED
                && seed(header, at) != 0
                && clears >= 0
                && clears < MOST_CLEAR_SEQUENCE;
    }

    /// Whether nothing was ever written to the map.
    static boolean untouched(Window header, long at) {
        return used(header, at) == 0 && header.intAt(at + GLOBAL_DEPTH) == 0 && header.longAt(at + CLEAR_SEQUENCE) == 0;
    }

    static long used(Window header, long at) {
        return header.longAt(at + USED);
    }

    static long seed(Window header, long at) {
        return header.longAt(at + SEED);
    }

    /// The address of the directory of tables; of the only group where the directory's length is 0.
    static long directory(Window header, long at) {
        return header.longAt(at + DIRECTORY);
    }

    static long directoryLength(Window header, long at) {
        return header.longAt(at + DIRECTORY_LENGTH);
    }

    static int globalDepth(Window header, long at) {
        return header.unsignedByteAt(at + GLOBAL_DEPTH);
    }

    static boolean writing(Window header, long at) {
        return header.unsignedByteAt(at + WRITING) != 0;
    }

    static long digest(Window header, long at) {
        long digest = used(header, at);
        for (int word = SEED; word < SIZE; word += Long.BYTES) {
            digest = Digest.mixed(digest, header.longAt(at + word));
        }
        return digest;
    }
}
