package io.maphealth.hprof.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// The bytes of a file from a position on. Reads by position, so that threads do not disturb each other.
final class ChannelSource implements ByteSource {
    private final FileChannel channel;
    private long position;

    ChannelSource(FileChannel channel, long position) {
        this.channel = channel;
        this.position = position;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        int read = channel.read(ByteBuffer.wrap(into, at, most), position);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public void skip(long bytes) {
        position += bytes;
    }
}
