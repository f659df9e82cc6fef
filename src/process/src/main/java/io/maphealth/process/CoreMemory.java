package io.maphealth.process;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// The memory of a process at the moment it was written to a core file.
///
/// A core leaves out what is also in the program file (types, function tables); that is read from there.
public final class CoreMemory implements Memory {
    private static final long ENTRY_POINT = 9;

    private final Elf core;
    private final Elf executable;
    private final ProgramFile program;
    private final Mappings mappings;
    private final TreeMap<Long, Piece> pieces = new TreeMap<>();
    private final LongConsumer progress;
    private long bytesRead;

    private CoreMemory(Elf core, Elf executable, Path executablePath, LongConsumer progress)
            throws UnreadableElfException {
        this.core = core;
        this.executable = executable;
        this.progress = progress;
        if (core.header().type() != ElfHeader.CORE) {
            throw core.unreadable(0, "no core file");
        }
        ElfNotes notes = ElfNotes.of(core);
        long entry = executable.header().entry();
        long bias = notes.auxiliary(ENTRY_POINT).map(at -> at - entry).orElse(0L);
        String path = nameOf(notes, entry + bias, executablePath);
        this.program = new ProgramFile(executablePath, path);
        addPieces(executable, bias);
        addPieces(core, 0);
        this.mappings = new Mappings(mappingsOf(bias, path));
    }

    public static CoreMemory open(Path core, Path executable) throws UnreadableElfException {
        return open(core, executable, _ -> {});
    }

    /// Opens a core together with the program file that it is of.
    ///
    /// @param progress hears how many bytes have been read, after each read; what is read twice counts twice
    public static CoreMemory open(Path core, Path executable, LongConsumer progress) throws UnreadableElfException {
        Elf coreFile = Elf.open(core);
        try {
            Elf executableFile = Elf.open(executable);
            try {
                return new CoreMemory(coreFile, executableFile, executable, progress);
            } catch (UnreadableElfException | RuntimeException unreadable) {
                executableFile.close();
                throw unreadable;
            }
        } catch (UnreadableElfException | RuntimeException unreadable) {
            coreFile.close();
            throw unreadable;
        }
    }

    @Override
    public int read(long address, ByteBuffer into) {
        int wanted = into.remaining();
        int limit = into.limit();
        while (into.hasRemaining()) {
            long from = address + (wanted - into.remaining());
            var below = pieces.floorEntry(from);
            if (below == null || !below.getValue().contains(from)) {
                break;
            }
            Piece piece = below.getValue();
            into.limit((int) Math.min(limit, into.position() + (piece.end() - from)));
            int asked = into.remaining();
            int readOfPiece = piece.elf().readFully(piece.fileOffset() + (from - piece.start()), into);
            into.limit(limit);
            if (readOfPiece < asked) {
                break;
            }
        }
        int read = wanted - into.remaining();
        bytesRead += read;
        progress.accept(bytesRead);
        return read;
    }

    @Override
    public Mappings mappings() {
        return mappings;
    }

    @Override
    public List<AddressRange> resident(long start, long end) {
        List<AddressRange> found = new ArrayList<>();
        for (Piece piece : pieces.headMap(end).values()) {
            if (piece.end() > start) {
                found.add(new AddressRange(Math.max(start, piece.start()), Math.min(end, piece.end())));
            }
        }
        return found;
    }

    @Override
    public boolean current() {
        return true;
    }

    @Override
    public ProgramFile program() {
        return program;
    }

    @Override
    public void close() {
        core.close();
        executable.close();
    }

    /// Later pieces win where they overlap earlier ones: what the core holds is newer than what the program file says.
    private void addPieces(Elf elf, long bias) {
        for (ElfSegment segment : elf.segments()) {
            long start = segment.address() + bias;
            if (segment.loaded() && segment.fileSize() > 0 && start >= 0 && start + segment.fileSize() > start) {
                cut(start, start + segment.fileSize());
                pieces.put(start, new Piece(start, start + segment.fileSize(), segment.fileOffset(), elf));
            }
        }
    }

    private void cut(long start, long end) {
        List<Piece> hidden = pieces.headMap(end).values().stream()
                .filter(piece -> piece.end() > start)
                .toList();
        for (Piece piece : hidden) {
            pieces.remove(piece.start());
            if (piece.start() < start) {
                pieces.put(piece.start(), new Piece(piece.start(), start, piece.fileOffset(), piece.elf()));
            }
            if (piece.end() > end) {
                pieces.put(end, new Piece(end, piece.end(), piece.fileOffset() + (end - piece.start()), piece.elf()));
            }
        }
    }

    private List<Mapping> mappingsOf(long bias, String path) {
        List<Mapping> found = new ArrayList<>();
        for (ElfSegment segment : executable.segments()) {
            if (segment.loaded()) {
                found.add(segment.mapping(bias, path));
            }
        }
        for (ElfSegment segment : core.segments()) {
            Mapping mapping = segment.mapping(0, "");
            boolean known = found.stream()
                    .anyMatch(other -> other.range().start() < mapping.range().end()
                            && mapping.range().start() < other.range().end());
            if (segment.loaded() && !known && mapping.range().length() > 0) {
                found.add(mapping);
            }
        }
        found.sort(Comparator.comparingLong(mapping -> mapping.range().start()));
        return found;
    }

    private static String nameOf(ElfNotes notes, long entry, Path otherwise) {
        return notes.files().stream()
                .filter(file -> file.range().contains(entry))
                .map(Mapping::path)
                .findFirst()
                .orElse(otherwise.toString());
    }

    private record Piece(long start, long end, long fileOffset, Elf elf) {
        boolean contains(long address) {
            return address >= start && address < end;
        }
    }
}
