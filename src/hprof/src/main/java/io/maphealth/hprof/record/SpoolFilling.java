package io.maphealth.hprof.record;

import io.maphealth.hprof.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One thread's part of copying a dump into a spool.
final class SpoolFilling implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 20;

    private final ByteSource from;
    private final Spool into;
    private final int file;
    private final Progress progress;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private long position;

    SpoolFilling(ByteSource from, Spool into, int file, Progress progress) {
        this.from = from;
        this.into = into;
        this.file = file;
        this.progress = progress;
    }

    /// How far it has come.
    long position() {
        return position;
    }

    /// Leaves out what is before a position.
    void skipTo(long later) throws IOException {
        from.skip(later - position);
        position = later;
    }

    /// Copies what is before a position; false when the bytes end before.
    boolean copyTo(long end) throws IOException, InterruptedException {
        while (position < end) {
            Workers.checkInterrupted();
            int read = from.read(chunk, 0, (int) Math.min(chunk.length, end - position));
            if (read < 0) {
                return false;
            }
            progress.read(into.write(file, ByteBuffer.wrap(chunk, 0, read), position), 0);
            position += read;
        }
        return true;
    }

    @Override
    public void close() {
        from.close();
    }
}
