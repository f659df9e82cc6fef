package io.maphealth.hprof.capture;

import io.maphealth.hprof.record.TemporaryFile;
import io.maphealth.javamaps.Longs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A temporary file for what memory has no room for, made when it is first needed. Its name is gone at once, so that
/// nothing stays behind however the program ends. Thread-safe.
public final class SpillFile implements AutoCloseable {
    /// Longs are written and read so many at a time.
    static final int BLOCK = 1 << 12;

    private static final int BLOCK_BYTES = BLOCK * Long.BYTES;

    private final Path folder;
    private final Arena mappings = Arena.ofShared();
    private final AtomicLong end = new AtomicLong();
    private @Nullable FileChannel channel;

    public SpillFile(Path folder) {
        this.folder = folder;
    }

    /// Bytes that had to be spilled, 0 when all had room.
    public long bytes() {
        return end.get();
    }

    /// Writes a block and tells where it is.
    long write(long[] block) {
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.nativeOrder());
        bytes.asLongBuffer().put(block);
        long place = end.getAndAdd(BLOCK_BYTES);
        try {
            FileChannel file = file();
            while (bytes.hasRemaining()) {
                file.write(bytes, place + bytes.position());
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return place;
    }

    void read(long place, long[] block) {
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.nativeOrder());
        try {
            FileChannel file = file();
            while (bytes.hasRemaining() && file.read(bytes, place + bytes.position()) >= 0) {
                // reads what there is
            }
        } catch (IOException e) {
            throw failed(e);
        }
        bytes.flip().asLongBuffer().get(block);
    }

    /// Room for longs in the file, all 0, that the kernel keeps in memory as long as it has some.
    Longs room(int size) {
        long bytes = (long) size * Long.BYTES;
        long place = end.getAndAdd(bytes);
        try {
            return new MappedLongs(file().map(FileChannel.MapMode.READ_WRITE, place, bytes, mappings), size);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() throws IOException {
        mappings.close();
        if (channel != null) {
            channel.close();
        }
    }

    private synchronized FileChannel file() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = TemporaryFile.in(folder);
            channel = open;
        }
        return open;
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(
                "no room for a temporary file of %,d bytes in %s".formatted(bytes(), folder), e);
    }
}
