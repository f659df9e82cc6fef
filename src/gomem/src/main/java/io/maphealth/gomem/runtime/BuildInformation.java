package io.maphealth.gomem.runtime;

import io.maphealth.gomem.UnreadableGoException;
import io.maphealth.process.Elf;
import io.maphealth.process.ElfSection;
import io.maphealth.process.ElfSegment;
import io.maphealth.process.UnreadableElfException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What the linker wrote about a Go program: version and settings (format: go1.18 debug/buildinfo).
public record BuildInformation(String version, String settings) {
    private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEADER = 32;
    private static final int ALIGNMENT = 16;
    private static final int FLAGS = 15;
    private static final int INLINE_TEXTS = 2;
    private static final int SENTINEL = 16;
    private static final int MOST_BYTES = 1 << 20;

    static BuildInformation of(Elf elf, String name) throws UnreadableGoException, UnreadableElfException {
        Optional<ElfSection> section = elf.section(".go.buildinfo");
        if (section.isPresent()) {
            ByteBuffer bytes = elf.read(section.orElseThrow().fileOffset(), (int)
                    Math.min(MOST_BYTES, section.orElseThrow().size()));
            return parse(bytes, 0, name);
        }
        // the section table is stripped: the header stands at the start of the data
        for (ElfSegment segment : elf.segments()) {
            if (segment.loaded()) {
                ByteBuffer bytes = elf.read(segment.fileOffset(), (int) Math.min(MOST_BYTES, segment.fileSize()));
                int at = find(bytes);
                if (at >= 0) {
                    return parse(bytes, at, name);
                }
            }
        }
        throw new UnreadableGoException(name + ": no Go program: it has no build information");
    }

    private static int find(ByteBuffer bytes) {
        for (int at = 0; at + HEADER <= bytes.limit(); at += ALIGNMENT) {
            if (bytes.get(at) == MAGIC[0] && startsWith(bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    private static BuildInformation parse(ByteBuffer bytes, int at, String name) throws UnreadableGoException {
        if (bytes.limit() < at + HEADER || !startsWith(bytes, at)) {
            throw new UnreadableGoException(name + ": .go.buildinfo does not start with its magic");
        }
        if ((bytes.get(at + FLAGS) & INLINE_TEXTS) == 0) {
            throw new UnreadableGoException(name + ": built by a Go before 1.18; 1.21 and newer can be read");
        }
        bytes.position(at + HEADER);
        String version = text(bytes);
        String module = text(bytes);
        return new BuildInformation(
                version, module.length() > 2 * SENTINEL ? module.substring(SENTINEL, module.length() - SENTINEL) : "");
    }

    private static boolean startsWith(ByteBuffer bytes, int at) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes.get(at + i) != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /// A length as a varint, then so many bytes; what is cut off is left out.
    private static String text(ByteBuffer bytes) {
        int length = 0;
        for (int shift = 0; bytes.hasRemaining() && shift < 28; shift += 7) {
            byte part = bytes.get();
            length |= (part & 0x7F) << shift;
            if (part >= 0) {
                break;
            }
        }
        byte[] text = new byte[Math.min(length, bytes.remaining())];
        bytes.get(text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
