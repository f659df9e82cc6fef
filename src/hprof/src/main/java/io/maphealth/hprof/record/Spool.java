package io.maphealth.hprof.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Temporary files with the bytes of a dump that would have to be inflated for each scan again, or that pass by only
/// once. They take no more than a share of what their folder has room for. Any thread may write to them.
final class Spool implements Closeable {
    /// So much of the room is left to others.
    private static final int LEFT_TO_OTHERS = 10;

    private final Path folder;
    private final List<FileChannel> files;
    private final long mostBytes;
    private final AtomicLong written = new AtomicLong();

    private Spool(Path folder, List<FileChannel> files, long mostBytes) {
        this.folder = folder;
        this.files = files;
        this.mostBytes = mostBytes;
    }

    static Spool in(Path folder, int files, long mostBytes) throws NoRoomException {
        try {
            long room = Files.getFileStore(folder).getUsableSpace();
            return new Spool(folder, temporary(folder, files), Math.min(mostBytes, room - room / LEFT_TO_OTHERS));
        } catch (IOException e) {
            throw new NoRoomException("no temporary file can be made in " + folder + ": " + e, e);
        }
    }

    private static List<FileChannel> temporary(Path folder, int files) throws IOException {
        List<FileChannel> made = new ArrayList<>();
        try {
            while (made.size() < files) {
                made.add(TemporaryFile.in(folder));
            }
            return made;
        } catch (IOException e) {
            for (FileChannel file : made) {
                file.close();
            }
            throw e;
        }
    }

    /// Writes bytes that stand at a position of the dump to a file; returns how many there are in all by now.
    long write(int file, ByteBuffer bytes, long position) throws NoRoomException {
        int most = bytes.remaining();
        if (position + most > mostBytes) {
            throw new NoRoomException("%s has room for %,d bytes of it, and it has more".formatted(folder, mostBytes));
        }
        try {
            while (bytes.hasRemaining()) {
                files.get(file).write(bytes, position + most - bytes.remaining());
            }
        } catch (IOException e) {
            throw new NoRoomException("a temporary file in " + folder + " cannot be written: " + e, e);
        }
        return written.addAndGet(most);
    }

    /// Forgets what was written behind a position.
    void endAt(long position) throws IOException {
        for (FileChannel file : files) {
            file.truncate(position);
        }
    }

    /// What was written to the only file so far, and what will be.
    DumpBytes bytes() {
        return new DumpBytes.Plain(files.getFirst());
    }

    /// What was written of each member, to the files by turns.
    DumpBytes bytes(GzipMembers members) {
        return new DumpBytes.Striped(members, files);
    }

    @Override
    public void close() throws IOException {
        for (FileChannel file : files) {
            file.close();
        }
    }
}
