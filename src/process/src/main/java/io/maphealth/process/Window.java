package io.maphealth.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A stretch of foreign memory, copied once and then read by its foreign addresses.
///
/// The copy is an array of words, which a plain compiler reads four times as fast as a buffer off the heap. It is
/// reused by every load and grown when a longer one is asked for. Words and their halves are read by methods that are
/// short enough (35 bytes) for that compiler to inline. For one thread.
public final class Window {
    private static final int CHUNK = 1 << 18;
    private static final int BYTES_SHIFT = 3;
    private static final int LAST_BYTE = Long.BYTES - 1;
    private static final int LAST_OF_INT = Integer.BYTES - 1;

    /// What memory is read into, piece by piece, on its way to a window.
    private static final ThreadLocal<ByteBuffer> STAGE =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN));

    private long[] words;
    private long start;
    private int length;
    /// The offsets of the last word and of the last half of one that were read.
    private long lastLong = -1;

    private long lastInt = -1;

    public Window(int capacity) {
        words = new long[wordsFor(capacity)];
    }

    /// Copies `[address, address + length)`.
    ///
    /// @return whether all of it could be read; [#length()] says how much was
    public boolean load(Memory memory, long address, int length) {
        if (wordsFor(length) > words.length) {
            words = new long[Math.max(wordsFor(length), words.length * 2)];
        }
        start = address;
        this.length = address < 0 ? 0 : copy(memory, length);
        lastLong = (long) this.length - Long.BYTES;
        lastInt = (long) this.length - Integer.BYTES;
        return this.length == length;
    }

    private int copy(Memory memory, int wanted) {
        ByteBuffer stage = STAGE.get();
        int done = 0;
        while (done < wanted) {
            int asked = Math.min(CHUNK, wanted - done);
            int read = memory.read(start + done, stage.clear().limit(asked));
            stage.clear().asLongBuffer().get(words, done >> BYTES_SHIFT, wordsFor(read));
            done += read;
            if (read < asked) {
                break;
            }
        }
        return done;
    }

    public long start() {
        return start;
    }

    /// Bytes that the last load could read.
    public int length() {
        return length;
    }

    public boolean covers(long address, long bytes) {
        // below 0 also where the difference is beyond any number
        long offset = address - start;
        return offset >= 0 && bytes >= 0 && offset <= length - bytes;
    }

    /// Whether another window holds the same bytes, wherever they are from.
    public boolean same(Window other) {
        int whole = length >> BYTES_SHIFT;
        if (length != other.length || !Arrays.equals(words, 0, whole, other.words, 0, whole)) {
            return false;
        }
        int rest = (length & LAST_BYTE) * Byte.SIZE;
        return rest == 0 || (words[whole] ^ other.words[whole]) << (Long.SIZE - rest) == 0;
    }

    public byte byteAt(long address) {
        return (byte) anywhere(address, Byte.BYTES);
    }

    public int unsignedByteAt(long address) {
        return Byte.toUnsignedInt(byteAt(address));
    }

    public int unsignedShortAt(long address) {
        return Short.toUnsignedInt((short) anywhere(address, Short.BYTES));
    }

    public int intAt(long address) {
        long offset = address - start;
        return holdsInt(offset) ? halfAt(offset) : (int) anywhere(address, Integer.BYTES);
    }

    public long unsignedIntAt(long address) {
        return intAt(address) & 0xFFFF_FFFFL;
    }

    public long longAt(long address) {
        long offset = address - start;
        return holdsLong(offset) ? words[(int) offset >> BYTES_SHIFT] : anywhere(address, Long.BYTES);
    }

    /// The words from the start on, for loops that read millions of them. What was not read may be anything, and the
    /// next load makes others of them.
    public long[] words() {
        return words;
    }

    /// Takes so many words that lie `stride` bytes apart.
    public void longsAt(long address, int stride, long[] into, int count) {
        long at = address;
        for (int i = 0; i < count; i++, at += stride) {
            into[i] = longAt(at);
        }
    }

    public String textAt(long address, int bytes) {
        byte[] text = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            text[i] = byteAt(address + i);
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private boolean holdsInt(long offset) {
        return (offset & LAST_OF_INT) == 0 && offset >= 0 && offset <= lastInt;
    }

    private boolean holdsLong(long offset) {
        return (offset & LAST_BYTE) == 0 && offset >= 0 && offset <= lastLong;
    }

    private int halfAt(long offset) {
        return (int) (words[(int) offset >> BYTES_SHIFT] >>> (offset << BYTES_SHIFT));
    }

    /// Eight bytes from an address on, aligned or not; of those that were not asked for none means anything.
    private long anywhere(long address, int bytes) {
        if (!covers(address, bytes)) {
            throw new IndexOutOfBoundsException("0x%x is not in the window".formatted(address));
        }
        int offset = (int) (address - start);
        int index = offset >> BYTES_SHIFT;
        int bits = (offset & LAST_BYTE) * Byte.SIZE;
        long low = words[index] >>> bits;
        return bits == 0 || index + 1 == words.length ? low : low | words[index + 1] << (Long.SIZE - bits);
    }

    private static int wordsFor(int bytes) {
        return (bytes + LAST_BYTE) >> BYTES_SHIFT;
    }
}
