package io.maphealth.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A 64-bit little-endian ELF file: its segments, sections and what they hold.
///
/// Layout: elf(5). Nothing is trusted: offsets and counts are checked against the file, and what is read at once is
/// bounded. For one thread.
public final class Elf implements AutoCloseable {
    public static final int MACHINE_AMD64 = 62;
    public static final int MACHINE_ARM64 = 183;

    private static final int IDENTITY = 0x464C457F;
    private static final int MOST_HEADERS = 1 << 20;
    private static final int MOST_NAMES = 1 << 20;

    private final Path path;
    private final FileChannel file;
    private final long size;
    private final ElfHeader header;
    private final List<ElfSegment> segments;
    private final List<ElfSection> sections;

    private Elf(Path path, FileChannel file) throws UnreadableElfException {
        this.path = path;
        this.file = file;
        this.size = sizeOf(file);
        ByteBuffer start = read(0, ElfHeader.SIZE);
        if (start.getInt(0) != IDENTITY || start.get(4) != 2 || start.get(5) != 1) {
            throw unreadable(0, "no 64-bit little-endian ELF file");
        }
        this.header = ElfHeader.of(start);
        this.segments = readSegments();
        this.sections = readSections();
    }

    public static Elf open(Path path) throws UnreadableElfException {
        FileChannel file = channel(path);
        try {
            return new Elf(path, file);
        } catch (UnreadableElfException | RuntimeException unreadable) {
            close(file);
            throw unreadable;
        }
    }

    public ElfHeader header() {
        return header;
    }

    public List<ElfSegment> segments() {
        return segments;
    }

    /// Empty when the section table was stripped away.
    public List<ElfSection> sections() {
        return sections;
    }

    public Optional<ElfSection> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }

    /// The lowest address that the file asks to be loaded at; a process has it at that address plus the load bias.
    public long lowestAddress() {
        return segments.stream()
                .filter(ElfSegment::loaded)
                .mapToLong(ElfSegment::address)
                .min()
                .orElse(0);
    }

    /// Bytes of the file, little endian; the file decides nothing about how many.
    public ByteBuffer read(long offset, int length) throws UnreadableElfException {
        // asked before anything is allocated: a lying header must not cost memory
        boolean within = offset >= 0 && length >= 0 && offset <= size - length;
        ByteBuffer bytes = ByteBuffer.allocate(within ? length : 0).order(ByteOrder.LITTLE_ENDIAN);
        if (!within || readFully(offset, bytes) < length) {
            throw unreadable(offset, "the file ends within %d bytes that should be here".formatted(length));
        }
        return bytes.flip();
    }

    /// Reads from `offset` into the buffer, up to its limit.
    ///
    /// @return bytes read; fewer than asked at the end of the file
    int readFully(long offset, ByteBuffer into) {
        int wanted = into.remaining();
        try {
            while (into.hasRemaining()) {
                int read = offset < 0 ? -1 : file.read(into, offset + wanted - into.remaining());
                if (read <= 0) {
                    break;
                }
            }
        } catch (IOException _) {
            // what was read so far is what can be read
        }
        return wanted - into.remaining();
    }

    UnreadableElfException unreadable(long offset, String reason) {
        return new UnreadableElfException("%s: at byte %,d: %s".formatted(path.getFileName(), offset, reason));
    }

    @Override
    public void close() {
        close(file);
    }

    private List<ElfSegment> readSegments() throws UnreadableElfException {
        int count = segmentCount();
        ByteBuffer table = table(header.segmentsOffset(), count, ElfSegment.SIZE);
        List<ElfSegment> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            found.add(ElfSegment.of(table.slice(i * ElfSegment.SIZE, ElfSegment.SIZE)));
        }
        return List.copyOf(found);
    }

    /// A core of more than 65,534 segments keeps their number in the first section's `sh_info`.
    private int segmentCount() throws UnreadableElfException {
        if (header.segmentCount() < ElfHeader.COUNT_ELSEWHERE) {
            return header.segmentCount();
        }
        return read(header.sectionsOffset(), ElfSection.SIZE).getInt(ElfSection.INFO);
    }

    private List<ElfSection> readSections() throws UnreadableElfException {
        if (header.sectionsOffset() == 0 || header.sectionNames() >= header.sectionCount()) {
            return List.of();
        }
        ByteBuffer table = table(header.sectionsOffset(), header.sectionCount(), ElfSection.SIZE);
        ByteBuffer namesHeader = table.slice(header.sectionNames() * ElfSection.SIZE, ElfSection.SIZE);
        ElfSection namesSection = ElfSection.of(namesHeader, "");
        if (namesSection.size() > MOST_NAMES) {
            throw unreadable(header.sectionsOffset(), "section names take %,d bytes".formatted(namesSection.size()));
        }
        ByteBuffer names = read(namesSection.fileOffset(), (int) namesSection.size());
        List<ElfSection> found = new ArrayList<>(header.sectionCount());
        for (int i = 0; i < header.sectionCount(); i++) {
            ByteBuffer entry = table.slice(i * ElfSection.SIZE, ElfSection.SIZE);
            found.add(ElfSection.of(
                    entry, nameAt(names, entry.order(ByteOrder.LITTLE_ENDIAN).getInt(0))));
        }
        return List.copyOf(found);
    }

    private ByteBuffer table(long offset, int count, int entrySize) throws UnreadableElfException {
        if (count < 0 || count > MOST_HEADERS) {
            throw unreadable(offset, "a table of %,d headers".formatted(count));
        }
        return read(offset, count * entrySize);
    }

    /// The text from `offset` to the next zero byte.
    static String nameAt(ByteBuffer names, int offset) {
        int end = offset;
        while (end >= 0 && end < names.limit() && names.get(end) != 0) {
            end++;
        }
        if (offset < 0 || offset >= end) {
            return "";
        }
        byte[] name = new byte[end - offset];
        names.get(offset, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private static FileChannel channel(Path path) throws UnreadableElfException {
        try {
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException refused) {
            throw new UnreadableElfException("%s: cannot be opened (%s)"
                    .formatted(path, refused.getClass().getSimpleName()));
        }
    }

    private static long sizeOf(FileChannel file) {
        try {
            return file.size();
        } catch (IOException _) {
            return 0;
        }
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException _) {
            // it was only read
        }
    }
}
