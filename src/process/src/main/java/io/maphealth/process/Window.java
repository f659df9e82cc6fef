package io.maphealth.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A stretch of foreign memory, copied once and then read by its foreign addresses.
///
/// The buffer is off-heap, reused by every load and grown when a longer one is asked for. For one thread.
public final class Window {
    private ByteBuffer bytes;
    private long start;

    public Window(int capacity) {
        bytes = buffer(capacity);
        bytes.limit(0);
    }

    /// Copies `[address, address + length)`.
    ///
    /// @return whether all of it could be read; [#length()] says how much was
    public boolean load(Memory memory, long address, int length) {
        if (length > bytes.capacity()) {
            bytes = buffer(Math.max(length, bytes.capacity() * 2));
        }
        start = address;
        bytes.clear().limit(length);
        int read = address < 0 ? 0 : memory.read(address, bytes);
        bytes.limit(read);
        return read == length;
    }

    public long start() {
        return start;
    }

    /// Bytes that the last load could read.
    public int length() {
        return bytes.limit();
    }

    public boolean covers(long address, long length) {
        return address >= start && length >= 0 && address - start <= bytes.limit() - length;
    }

    /// Whether another window holds the same bytes, wherever they are from.
    public boolean same(Window other) {
        return bytes.equals(other.bytes);
    }

    public byte byteAt(long address) {
        return bytes.get((int) (address - start));
    }

    public int unsignedByteAt(long address) {
        return Byte.toUnsignedInt(byteAt(address));
    }

    public int unsignedShortAt(long address) {
        return Short.toUnsignedInt(bytes.getShort((int) (address - start)));
    }

    public int intAt(long address) {
        return bytes.getInt((int) (address - start));
    }

    public long unsignedIntAt(long address) {
        return Integer.toUnsignedLong(intAt(address));
    }

    public long longAt(long address) {
        return bytes.getLong((int) (address - start));
    }

    /// Takes so many words that lie `stride` bytes apart: cheaper than one by one.
    public void longsAt(long address, int stride, long[] into, int count) {
        int at = (int) (address - start);
        for (int i = 0; i < count; i++, at += stride) {
            into[i] = bytes.getLong(at);
        }
    }

    public String textAt(long address, int length) {
        byte[] text = new byte[length];
        bytes.get((int) (address - start), text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static ByteBuffer buffer(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }
}
