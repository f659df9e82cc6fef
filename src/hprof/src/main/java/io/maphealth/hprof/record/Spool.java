package io.maphealth.hprof.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// A temporary file with the bytes of a dump that would have to be inflated for each scan again, or that pass by only
/// once. It takes no more than a share of what its folder has room for. Any thread may write to it.
final class Spool implements Closeable {
    /// So much of the room is left to others.
    private static final int LEFT_TO_OTHERS = 10;

    private final Path folder;
    private final FileChannel channel;
    private final long mostBytes;
    private final AtomicLong written = new AtomicLong();

    private Spool(Path folder, FileChannel channel, long mostBytes) {
        this.folder = folder;
        this.channel = channel;
        this.mostBytes = mostBytes;
    }

    static Spool in(Path folder, long mostBytes) throws NoRoomException {
        try {
            long room = Files.getFileStore(folder).getUsableSpace();
            return new Spool(folder, TemporaryFile.in(folder), Math.min(mostBytes, room - room / LEFT_TO_OTHERS));
        } catch (IOException e) {
            throw new NoRoomException("no temporary file can be made in " + folder + ": " + e, e);
        }
    }

    /// Writes bytes that stand at a position of the dump; returns how many there are by now.
    long write(ByteBuffer bytes, long position) throws NoRoomException {
        int most = bytes.remaining();
        if (position + most > mostBytes) {
            throw new NoRoomException("%s has room for %,d bytes of it, and it has more".formatted(folder, mostBytes));
        }
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, position + most - bytes.remaining());
            }
        } catch (IOException e) {
            throw new NoRoomException("a temporary file in " + folder + " cannot be written: " + e, e);
        }
        return written.addAndGet(most);
    }

    /// Forgets what was written behind a position.
    void endAt(long position) throws IOException {
        channel.truncate(position);
    }

    /// What was written so far, and what will be.
    DumpBytes.Plain bytes() {
        return new DumpBytes.Plain(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
