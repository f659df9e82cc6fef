package io.maphealth.hprof.record;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A stretch of the dump in a reused array that moves forward as its bytes are used. Indexes are into the array.
///
/// Reading goes by absolute index and checks nothing but the array: make the bytes available first. For one thread.
public final class Window implements AutoCloseable {
    private static final VarHandle RAW_LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle RAW_INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    /// The largest record that has to be in memory at once: a class with every field and constant it may have.
    private static final int MOST_BYTES = 4 << 20;

    private final int idBytes;
    private byte[] bytes;
    private int at;
    private int end;
    private long positionOfZero;
    private ByteSource source;

    Window(int idBytes, int capacity, ByteSource source, long position) {
        this.idBytes = idBytes;
        this.bytes = new byte[capacity];
        this.source = source;
        this.positionOfZero = position;
    }

    /// Starts again at a position of another source.
    void open(ByteSource other, long position) {
        source.close();
        source = other;
        at = 0;
        end = 0;
        positionOfZero = position;
    }

    @Override
    public void close() {
        source.close();
    }

    public int idBytes() {
        return idBytes;
    }

    long position() {
        return positionOfZero + at;
    }

    int at() {
        return at;
    }

    /// The index before which bytes are available and lie before a position of the dump.
    int endBefore(long until) {
        return (int) Math.min(end, until - positionOfZero);
    }

    /// Makes bytes from the current index on available; false when the dump ends before.
    boolean has(int wanted) throws IOException {
        return end - at >= wanted || fill(wanted);
    }

    void need(int wanted) throws IOException {
        if (!has(wanted)) {
            throw new EOFException();
        }
    }

    /// Bytes that are available without reading.
    int buffered() {
        return end - at;
    }

    void advance(int used) {
        at += used;
    }

    void skip(long count) throws IOException {
        if (count <= end - at) {
            at += (int) count;
            return;
        }
        source.skip(count - (end - at));
        positionOfZero += at + count;
        at = 0;
        end = 0;
    }

    /// The position of an index in the dump.
    public long position(int index) {
        return positionOfZero + index;
    }

    public int u1(int index) {
        return bytes[index] & 0xFF;
    }

    public int u2(int index) {
        return (short) SHORTS.get(bytes, index) & 0xFFFF;
    }

    public int i4(int index) {
        return Integer.reverseBytes((int) RAW_INTS.get(bytes, index));
    }

    public long i8(int index) {
        return turned((long) RAW_LONGS.get(bytes, index));
    }

    /// What `Long.reverseBytes` gives, in halves: the first compiler inlines only what is so short.
    private static long turned(long raw) {
        return ((long) Integer.reverseBytes((int) raw) << Integer.SIZE)
                | (Integer.reverseBytes((int) (raw >>> Integer.SIZE)) & 0xFFFF_FFFFL);
    }

    /// An id as its bytes stand there, the other way round.
    long rawId(int index) {
        return idBytes == 8 ? (long) RAW_LONGS.get(bytes, index) : (int) RAW_INTS.get(bytes, index);
    }

    /// What [#rawId] tells of an id.
    long raw(long id) {
        return idBytes == 8 ? Long.reverseBytes(id) : Integer.reverseBytes((int) id);
    }

    public long id(int index) {
        return idBytes == 8 ? i8(index) : i4(index) & 0xFFFF_FFFFL;
    }

    /// The id of an instance whose field values start at an index.
    public long idOfInstance(int values) {
        return id(values - 8 - 2 * idBytes);
    }

    /// The id of the class of an instance whose field values start at an index.
    public long classOfInstance(int values) {
        return id(values - 4 - idBytes);
    }

    /// The id of the object whose record starts at an index, 0 when that is not in memory or no object.
    public long idOfObjectAt(int index) {
        if (index + 1 + idBytes > end) {
            return 0;
        }
        return switch (u1(index)) {
            case Tags.INSTANCE_DUMP, Tags.OBJECT_ARRAY_DUMP, Tags.PRIMITIVE_ARRAY_DUMP -> id(index + 1);
            default -> 0;
        };
    }

    byte[] copy(int index, int length) {
        return Arrays.copyOfRange(bytes, index, index + length);
    }

    private boolean fill(int wanted) throws IOException {
        if (wanted > MOST_BYTES) {
            return false;
        }
        byte[] into = wanted > bytes.length ? new byte[MOST_BYTES] : bytes;
        System.arraycopy(bytes, at, into, 0, end - at);
        bytes = into;
        positionOfZero += at;
        end -= at;
        at = 0;
        while (end < wanted) {
            int read = source.read(bytes, end, bytes.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }
}
