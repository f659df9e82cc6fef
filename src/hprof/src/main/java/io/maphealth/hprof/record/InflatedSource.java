package io.maphealth.hprof.record;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The inflated bytes of gzip of any number of members.
final class InflatedSource implements ByteSource {
    private static final int BUFFER_BYTES = 64 << 10;

    /// Dumps shrink to a fifth as a rule; one that grows beyond this is made to fill a reader.
    private static final int MOST_GROWTH = 200;

    private static final long ALWAYS_ALLOWED = 64 << 20;

    private final GZIPInputStream inflated;
    private final byte[] passedOver = new byte[BUFFER_BYTES];
    private long allowed;
    private boolean ended;

    private InflatedSource(InputStream packed, long allowed) throws IOException {
        this.allowed = allowed;
        this.inflated = new GZIPInputStream(new Unending(packed), BUFFER_BYTES);
    }

    /// Ends when the file inflates to far more than heap dumps do.
    static InflatedSource ofFile(FileChannel channel) throws IOException {
        return new InflatedSource(new FileStream(new ChannelSource(channel, 0)), mostBytes(channel.size()));
    }

    /// Nobody knows how long a stream will be: whoever keeps its bytes has a bound of his own.
    static InflatedSource ofStream(InputStream packed) throws IOException {
        return new InflatedSource(packed, Long.MAX_VALUE);
    }

    /// What a file of so many bytes may inflate to.
    static long mostBytes(long fileBytes) {
        return ALWAYS_ALLOWED + MOST_GROWTH * fileBytes;
    }

    /// Bytes that cannot be inflated end the dump, as a cut does: what came before them stays good.
    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        int read = ended ? -1 : inflate(into, at, most);
        ended = read < 0;
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

    private static final class FileStream extends InputStream {
        private final ChannelSource source;

        FileStream(ChannelSource source) {
            this.source = source;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            return source.read(into, at, most);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }
    }

    /// Says that there is more, so that further members are looked for also where they have not arrived yet.
    private static final class Unending extends FilterInputStream {
        Unending(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 1;
        }
    }
}
