package io.maphealth.hprof.record;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The inflated bytes of a gzip file of any number of members.
final class InflatedSource implements ByteSource {
    private static final int BUFFER_BYTES = 64 << 10;

    /// Dumps shrink to a fifth as a rule; one that grows beyond this is made to fill a reader.
    private static final int MOST_GROWTH = 200;

    private static final long ALWAYS_ALLOWED = 64 << 20;

    private final GZIPInputStream inflated;
    private final byte[] passedOver = new byte[BUFFER_BYTES];
    private long allowed;

    InflatedSource(FileChannel channel) throws IOException {
        this.allowed = mostBytes(channel.size());
        this.inflated = new GZIPInputStream(new FileStream(channel), BUFFER_BYTES);
    }

    /// What a file of so many bytes may inflate to.
    static long mostBytes(long fileBytes) {
        return ALWAYS_ALLOWED + MOST_GROWTH * fileBytes;
    }

    /// Bytes that cannot be inflated end the dump, as a cut does: what came before them stays good.
    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        int read = inflate(into, at, most);
        allowed -= Math.max(0, read);
        if (allowed < 0) {
            throw new IOException("it inflates to more than " + MOST_GROWTH + " times its size");
        }
        return read;
    }

    private int inflate(byte[] into, int at, int most) throws IOException {
        try {
            return inflated.read(into, at, most);
        } catch (ZipException | EOFException _) {
            return -1;
        }
    }

    @Override
    public void skip(long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            int read = read(passedOver, 0, (int) Math.min(left, passedOver.length));
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    /// A file as a stream that tells how much is left, which is how further members are found.
    private static final class FileStream extends InputStream {
        private final FileChannel channel;
        private final ChannelSource source;
        private long position;

        FileStream(FileChannel channel) {
            this.channel = channel;
            this.source = new ChannelSource(channel, 0);
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            int read = source.read(into, at, most);
            position += Math.max(0, read);
            return read;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(Integer.MAX_VALUE, channel.size() - position);
        }
    }
}
