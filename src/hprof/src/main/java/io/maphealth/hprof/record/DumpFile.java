package io.maphealth.hprof.record;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// An open heap dump, plain or gzip, and what its header says. Any thread may read from it.
public final class DumpFile implements Closeable {
    private static final int GZIP_MAGIC = 0x1F8B;
    private static final String MAGIC = "JAVA PROFILE 1.0.";
    private static final int MOST_VERSION_BYTES = 32;

    private final FileChannel channel;
    private final boolean compressed;
    private final Optional<GzipMembers> members;
    private final int idBytes;
    private final Instant writtenAt;
    private final long headerBytes;

    private DumpFile(FileChannel channel, boolean compressed, Optional<GzipMembers> members, Header header) {
        this.channel = channel;
        this.compressed = compressed;
        this.members = members;
        this.idBytes = header.idBytes;
        this.writtenAt = header.writtenAt;
        this.headerBytes = header.bytes;
    }

    public static DumpFile open(Path file) throws IOException, MalformedDumpException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            boolean compressed = startsWithGzip(channel);
            Optional<GzipMembers> members = compressed ? GzipMembers.find(channel) : Optional.empty();
            Header header = header(source(channel, compressed, members, 0));
            return new DumpFile(channel, compressed, members, header);
        } catch (IOException | MalformedDumpException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public int idBytes() {
        return idBytes;
    }

    public Instant writtenAt() {
        return writtenAt;
    }

    /// Whether it can only be read from its start, by one thread: compressed, and not in the way of HotSpot.
    public boolean streamed() {
        return compressed && members.isEmpty();
    }

    /// Bytes of the file, compressed or not.
    public long fileBytes() throws IOException {
        return channel.size();
    }

    /// Where the first record starts.
    public long firstRecord() {
        return headerBytes;
    }

    /// A window on the dump from a position on; a compressed dump is inflated up to there.
    Window window(long position, int capacity) throws IOException {
        return new Window(idBytes, capacity, source(channel, compressed, members, position), position);
    }

    /// Moves a window to a position.
    void reopen(Window window, long position) throws IOException {
        window.open(source(channel, compressed, members, position), position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static ByteSource source(
            FileChannel channel, boolean compressed, Optional<GzipMembers> members, long position) throws IOException {
        if (!compressed) {
            return new ChannelSource(channel, position);
        }
        if (members.isPresent()) {
            return new MembersSource(members.get(), position);
        }
        InflatedSource inflated = new InflatedSource(channel);
        inflated.skip(position);
        return inflated;
    }

    private static boolean startsWithGzip(FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(2);
        return channel.read(start, 0) == 2 && (start.getShort(0) & 0xFFFF) == GZIP_MAGIC;
    }

    private static Header header(ByteSource source) throws IOException, MalformedDumpException {
        try (Window window = new Window(8, 64, source, 0)) {
            int length = versionBytes(window);
            window.need(length + 13);
            int idBytes = window.i4(window.at() + length + 1);
            if (idBytes != 4 && idBytes != 8) {
                throw new MalformedDumpException("header", 0, "ids of " + idBytes + " bytes");
            }
            Instant writtenAt = Instant.ofEpochMilli(window.i8(window.at() + length + 5));
            return new Header(idBytes, writtenAt, length + 13);
        } catch (EOFException e) {
            throw new MalformedDumpException("header", 0, "the file ends within");
        }
    }

    /// Bytes of the version up to its end sign.
    private static int versionBytes(Window window) throws IOException, MalformedDumpException {
        byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
        window.need(magic.length);
        if (!Arrays.equals(window.copy(window.at(), magic.length), magic)) {
            throw new MalformedDumpException("header", 0, "not a heap dump: it does not start with " + MAGIC);
        }
        int length = magic.length;
        while (length < MOST_VERSION_BYTES) {
            window.need(length + 1);
            if (window.u1(window.at() + length) == 0) {
                return length;
            }
            length++;
        }
        throw new MalformedDumpException("header", 0, "its version has no end");
    }

    private record Header(int idBytes, Instant writtenAt, long bytes) {}
}
