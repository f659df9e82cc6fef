package io.maphealth.hprof.record;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/// An open heap dump, plain or gzip, and what its header says. Any thread may read from it.
public final class DumpFile implements Closeable {
    private static final int GZIP_MAGIC = 0x1F8B;

    private final DumpBytes bytes;
    private final DumpHeader header;

    private DumpFile(DumpBytes bytes, DumpHeader header) {
        this.bytes = bytes;
        this.header = header;
    }

    /// A file, or what else has a path and can be read: a pipe, a device.
    public static DumpFile open(Path file, Unpacking unpacking)
            throws IOException, InterruptedException, MalformedDumpException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (InputStream stream = Files.newInputStream(file)) {
                return of(stream, unpacking);
            }
        }
        DumpBytes packed = bytes(FileChannel.open(file, StandardOpenOption.READ));
        try {
            DumpHeader header = DumpHeader.read(packed.from(0));
            return new DumpFile(unpacking.unpacked(packed), header);
        } catch (IOException | InterruptedException | MalformedDumpException | RuntimeException e) {
            packed.close();
            throw e;
        }
    }

    /// A dump that passes by, which is read to its end.
    public static DumpFile of(InputStream stream, Unpacking unpacking)
            throws IOException, InterruptedException, MalformedDumpException {
        PushbackInputStream start = new PushbackInputStream(stream, Short.BYTES);
        byte[] magic = start.readNBytes(Short.BYTES);
        start.unread(magic);
        DumpBytes kept = unpacking.kept(
                isGzip(ByteBuffer.wrap(magic)) ? InflatedSource.ofStream(start) : new StreamSource(start));
        try {
            return new DumpFile(kept, DumpHeader.read(kept.from(0)));
        } catch (IOException | MalformedDumpException | RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    public int idBytes() {
        return header.idBytes();
    }

    public Instant writtenAt() {
        return header.writtenAt();
    }

    /// Whether it can only be read from its start, by one thread: compressed, and not in the way of HotSpot.
    public boolean streamed() {
        return bytes.streamed();
    }

    /// Bytes that have to be read to see all of it.
    public long fileBytes() throws IOException {
        return bytes.size();
    }

    /// Where the first record starts.
    public long firstRecord() {
        return header.bytes();
    }

    /// A window on the dump from a position on; a compressed dump is inflated up to there.
    Window window(long position, int capacity) throws IOException {
        return new Window(idBytes(), capacity, bytes.from(position), position);
    }

    /// Moves a window to a position.
    void reopen(Window window, long position) throws IOException {
        window.open(bytes.from(position), position);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private static DumpBytes bytes(FileChannel channel) throws IOException {
        try {
            if (!startsWithGzip(channel)) {
                return new DumpBytes.Plain(channel);
            }
            Optional<GzipMembers> members = GzipMembers.find(channel);
            return members.isPresent() ? new DumpBytes.Members(channel, members.get()) : new DumpBytes.Gzip(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean startsWithGzip(FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(Short.BYTES);
        channel.read(start, 0);
        return isGzip(start.flip());
    }

    private static boolean isGzip(ByteBuffer start) {
        return start.remaining() == Short.BYTES && (start.getShort(0) & 0xFFFF) == GZIP_MAGIC;
    }
}
