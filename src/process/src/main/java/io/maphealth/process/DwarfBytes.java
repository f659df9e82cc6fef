package io.maphealth.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.InflaterInputStream;

/// A section of debugging information, read from its start on, a piece at a time; Go's linker compresses it (zlib).
final class DwarfBytes {
    private static final int COMPRESSION_HEADER = 24;
    private static final int ZLIB = 1;
    private static final int PIECE = 1 << 16;
    private static final long MOST_BYTES = 512L << 20;
    private static final int MOST_TEXT = 4096;

    private final Elf elf;
    private final ElfSection section;
    private final InputStream bytes;
    private final long size;
    private final byte[] piece = new byte[PIECE];
    private final byte[] text = new byte[MOST_TEXT];
    private int at;
    private int end;
    private long position;

    private DwarfBytes(Elf elf, ElfSection section, InputStream bytes, long size) throws UnreadableElfException {
        this.elf = elf;
        this.section = section;
        this.bytes = bytes;
        this.size = size;
        if (size < 0 || size > MOST_BYTES) {
            throw unreadable("%,d bytes, more than are read".formatted(size));
        }
    }

    static DwarfBytes of(Elf elf, ElfSection section) throws UnreadableElfException {
        if (!section.compressed()) {
            return new DwarfBytes(elf, section, new SectionStream(elf, section, 0), section.size());
        }
        var header = elf.read(section.fileOffset(), COMPRESSION_HEADER);
        if (header.getInt(0) != ZLIB) {
            throw elf.unreadable(section.fileOffset(), section.name() + " is not compressed by zlib");
        }
        InputStream inflated = new InflaterInputStream(new SectionStream(elf, section, COMPRESSION_HEADER));
        return new DwarfBytes(elf, section, inflated, header.getLong(Long.BYTES));
    }

    /// Bytes read so far.
    long position() {
        return position;
    }

    boolean atEnd() {
        return position >= size;
    }

    /// A little-endian number of up to eight bytes.
    long unsigned(int width) throws UnreadableElfException {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (long) next() << (i * Byte.SIZE);
        }
        return value;
    }

    /// A number of seven bits a byte, least significant first; the sign of a signed one is left out.
    long leb128() throws UnreadableElfException {
        long value = 0;
        int part = 0x80;
        for (int shift = 0; (part & 0x80) != 0; shift += 7) {
            if (shift > Long.SIZE) {
                throw unreadable("a number without an end");
            }
            part = next();
            value |= shift < Long.SIZE ? (part & 0x7FL) << shift : 0;
        }
        return value;
    }

    String text() throws UnreadableElfException {
        int length = 0;
        for (int part = next(); part != 0; part = next()) {
            if (length == MOST_TEXT) {
                throw unreadable("a name without an end");
            }
            text[length++] = (byte) part;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /// Steps over a text, and gives 0 for it.
    long skipText() throws UnreadableElfException {
        while (next() != 0) {
            // that was all
        }
        return 0;
    }

    /// Steps over so many bytes, and gives 0 for them.
    long skip(long count) throws UnreadableElfException {
        try {
            if (count < 0 || count > size - position) {
                throw unreadable("%,d bytes that are not there".formatted(count));
            }
            int here = (int) Math.min(count, end - at);
            at += here;
            bytes.skipNBytes(count - here);
            position += count;
            return 0;
        } catch (IOException broken) {
            throw unreadable(String.valueOf(broken.getMessage()));
        }
    }

    UnreadableElfException unreadable(String reason) {
        return elf.unreadable(
                section.fileOffset(), "%s, byte %,d of it: %s".formatted(section.name(), position, reason));
    }

    private int next() throws UnreadableElfException {
        if (at == end) {
            fill();
        }
        position++;
        return Byte.toUnsignedInt(piece[at++]);
    }

    private void fill() throws UnreadableElfException {
        try {
            at = 0;
            end = bytes.read(piece);
        } catch (IOException broken) {
            throw unreadable(String.valueOf(broken.getMessage()));
        }
        if (end <= 0 || position >= size) {
            end = 0;
            throw unreadable("it ends too soon");
        }
    }

    /// The bytes of a section as they are in the file.
    private static final class SectionStream extends InputStream {
        private final Elf elf;
        private long at;
        private final long end;

        SectionStream(Elf elf, ElfSection section, int from) {
            this.elf = elf;
            this.at = section.fileOffset() + from;
            this.end = section.fileOffset() + section.size();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = (int) Math.min(length, end - at);
            if (count <= 0) {
                return -1;
            }
            try {
                elf.read(at, count).get(into, offset, count);
            } catch (UnreadableElfException unreadable) {
                throw new IOException(unreadable.getMessage(), unreadable);
            }
            at += count;
            return count;
        }
    }
}
