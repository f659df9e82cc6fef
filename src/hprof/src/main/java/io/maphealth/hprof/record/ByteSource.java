package io.maphealth.hprof.record;

import java.io.IOException;

/// The bytes of a dump, in order from some position on.
interface ByteSource {
    /// Reads at least one and at most `most` bytes; -1 at the end.
    int read(byte[] into, int at, int most) throws IOException;

    /// Passes over bytes; past the end is allowed, and then the end is all that comes.
    void skip(long bytes) throws IOException;

    /// Gives back what it holds beside memory.
    default void close() {}
}
