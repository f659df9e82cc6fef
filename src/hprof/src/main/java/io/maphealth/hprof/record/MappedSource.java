package io.maphealth.hprof.record;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;

/// The bytes of a file from a position on, copied out of a mapping of a stretch of it: what is passed over is never
/// read, and what is not needed any more is not resident. Threads have one each, and it lives in the one that reads.
final class MappedSource implements ByteSource {
    private static final long STRETCH_BYTES = 1 << 20;

    private final FileChannel channel;
    private final long fileBytes;
    private long position;
    private Arena arena = Arena.ofAuto();
    private MemorySegment stretch = MemorySegment.NULL;
    private long start;

    MappedSource(FileChannel channel, long position) throws IOException {
        this.channel = channel;
        this.fileBytes = channel.size();
        this.position = position;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        if (position >= fileBytes) {
            return -1;
        }
        if (position < start || position >= start + stretch.byteSize()) {
            map();
        }
        int count = (int) Math.min(most, start + stretch.byteSize() - position);
        copy(into, at, count);
        position += count;
        return count;
    }

    @Override
    public void skip(long bytes) {
        position += bytes;
    }

    @Override
    public void close() {
        if (stretch.byteSize() > 0) {
            arena.close();
            stretch = MemorySegment.NULL;
        }
    }

    private void map() throws IOException {
        close();
        arena = Arena.ofConfined();
        start = position;
        stretch = channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(STRETCH_BYTES, fileBytes - start), arena);
    }

    /// A file that shrinks while it is read has no bytes behind the mapping any more.
    private void copy(byte[] into, int at, int count) throws IOException {
        try {
            MemorySegment.copy(stretch, ValueLayout.JAVA_BYTE, position - start, into, at, count);
        } catch (InternalError e) {
            throw new IOException("it became shorter while it was read", e);
        }
    }
}
