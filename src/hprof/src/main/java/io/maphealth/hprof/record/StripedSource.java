package io.maphealth.hprof.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// The bytes of a dump in several files from a position on.
final class StripedSource implements ByteSource {
    private final DumpBytes.Striped stripes;
    private FileChannel file;
    private long position;
    private long end;

    StripedSource(DumpBytes.Striped stripes, long position) {
        this.stripes = stripes;
        this.file = stripes.fileOf(0);
        this.position = position;
        this.end = position;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        if (position >= end) {
            int member = stripes.members().memberAt(position);
            if (member < 0) {
                return -1;
            }
            file = stripes.fileOf(member);
            end = stripes.members().position(member + 1);
        }
        int read = file.read(ByteBuffer.wrap(into, at, (int) Math.min(most, end - position)), position);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public void skip(long bytes) {
        position += bytes;
    }
}
