package io.maphealth.hprof.record;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Where the members of a compressed dump start, in the file and in the dump. HotSpot writes one for each full buffer
/// and says so in a comment of the first (`services/heapDumperCompression.cpp`), so that each place of the dump can be
/// reached without inflating what is before it. A parallel dump is put together of several such files.
///
/// Members are found by how they start, and their sizes by how they end, without inflating them: a member that is not
/// what this says shows itself when it is read.
final class GzipMembers {
    private static final String COMMENT = "HPROF BLOCKSIZE=";
    private static final int HEADER_BYTES = 10;
    private static final int COMMENT_FLAG = 0x10;
    private static final int FLAGS_AT = 3;

    /// Magic, method deflate, no flag but that of a comment, no time.
    private static final long START = 0x1F8B_0800_0000_0000L;

    private static final long START_MASK = 0xFFFF_FFEF_FFFF_FFFFL;
    /// The last bytes of it.
    private static final int ZEROS = 4;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int CHUNK_BYTES = 256 << 10;

    /// Far more than HotSpot puts into one.
    private static final int MOST_MEMBER_BYTES = 16 << 20;

    private final FileChannel channel;
    private final long[] starts;
    private final long[] positions;

    private GzipMembers(FileChannel channel, long[] starts, long[] positions) {
        this.channel = channel;
        this.starts = starts;
        this.positions = positions;
    }

    /// Empty for a gzip file that is not made in this way, and for one that would inflate beyond all measure.
    static Optional<GzipMembers> find(FileChannel channel) throws IOException {
        if (!saysSo(channel)) {
            return Optional.empty();
        }
        long[] starts = starts(channel);
        long[] positions = new long[starts.length];
        for (int i = 1; i < starts.length; i++) {
            long raw = rawBytes(channel, starts[i]);
            if (raw > MOST_MEMBER_BYTES || starts[i] - starts[i - 1] > MOST_MEMBER_BYTES) {
                return Optional.empty();
            }
            positions[i] = positions[i - 1] + raw;
        }
        return positions[positions.length - 1] > InflatedSource.mostBytes(channel.size())
                ? Optional.empty()
                : Optional.of(new GzipMembers(channel, starts, positions));
    }

    int count() {
        return starts.length - 1;
    }

    /// The member that holds a position of the dump, -1 behind the last.
    int memberAt(long position) {
        int found = Arrays.binarySearch(positions, position);
        int member = found >= 0 ? lastAt(found) : -found - 2;
        return member < positions.length - 1 ? member : -1;
    }

    /// Where a member starts in the dump; the next of the last is the end.
    long position(int member) {
        return positions[member];
    }

    /// Bytes of a member in the file.
    int bytes(int member) {
        return (int) (starts[member + 1] - starts[member]);
    }

    /// Bytes of a member before its deflated bytes.
    int headerBytes(byte[] read, int bytes) {
        int end = HEADER_BYTES;
        if (bytes > HEADER_BYTES && read[FLAGS_AT] == COMMENT_FLAG) {
            while (end < bytes && read[end] != 0) {
                end++;
            }
            end++;
        }
        return Math.min(end, bytes);
    }

    /// Reads a member as it is in the file; as much of it as there is.
    int read(int member, byte[] into) throws IOException {
        return readFully(channel, ByteBuffer.wrap(into, 0, bytes(member)), starts[member]);
    }

    /// The checksum that a member was written with.
    int check(int member, byte[] read) {
        int at = bytes(member) - 2 * Integer.BYTES;
        return at < 0 ? 0 : Integer.reverseBytes(ByteBuffer.wrap(read).getInt(at));
    }

    /// Empty members share their position with the one behind them.
    private int lastAt(int found) {
        int last = found;
        while (last + 1 < positions.length && positions[last + 1] == positions[found]) {
            last++;
        }
        return last;
    }

    private static boolean saysSo(FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(HEADER_BYTES + COMMENT.length());
        readFully(channel, start, 0);
        String comment = new String(start.array(), HEADER_BYTES, COMMENT.length(), StandardCharsets.ISO_8859_1);
        return isStart(start.getLong(0)) && comment.equals(COMMENT);
    }

    private static boolean isStart(long bytes) {
        return (bytes & START_MASK) == START;
    }

    /// Where each member starts, and the end of the file.
    private static long[] starts(FileChannel channel) throws IOException {
        long[] starts = new long[1 << 10];
        int found = 1;
        byte[] chunk = new byte[CHUNK_BYTES];
        long position = 1;
        while (position < channel.size()) {
            int read = readFully(channel, ByteBuffer.wrap(chunk), position);
            for (int at = start(chunk, 0, read); at >= 0; at = start(chunk, at + 1, read)) {
                starts = found == starts.length - 1 ? Arrays.copyOf(starts, 2 * found) : starts;
                starts[found++] = position + at;
            }
            position += Math.max(1, read - Long.BYTES + 1);
        }
        starts = Arrays.copyOf(starts, found + 1);
        starts[found] = channel.size();
        return starts;
    }

    /// Where a member starts first in some bytes, -1 for nowhere. Half of what a member starts with are zeros,
    /// which are rare in deflated bytes, so that one of four bytes tells enough.
    private static int start(byte[] bytes, int from, int end) {
        int last = end - Long.BYTES;
        for (int at = from; at + ZEROS < end; at += ZEROS) {
            if (bytes[at + ZEROS] == 0) {
                for (int start = Math.max(from, at - ZEROS + 1); start <= Math.min(at, last); start++) {
                    if (isStart((long) LONGS.get(bytes, start))) {
                        return start;
                    }
                }
            }
        }
        return -1;
    }

    /// A member ends with the number of its inflated bytes, the lowest byte first.
    private static long rawBytes(FileChannel channel, long end) throws IOException {
        ByteBuffer size = ByteBuffer.allocate(Integer.BYTES);
        readFully(channel, size, Math.max(0, end - Integer.BYTES));
        return Integer.toUnsignedLong(Integer.reverseBytes(size.getInt(0)));
    }

    private static int readFully(FileChannel channel, ByteBuffer into, long position) throws IOException {
        int start = into.position();
        while (into.hasRemaining() && channel.read(into, position + into.position() - start) >= 0) {
            // reads what there is
        }
        return into.position() - start;
    }
}
