package io.maphealth.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The notes of a core file that say what was mapped where and how it was started (elf(5), "Notes").
record ElfNotes(Optional<ByteBuffer> auxiliaryVector, List<Mapping> files) {
    private static final int AUXILIARY_VECTOR = 6;
    private static final int FILES = 0x46494C45;
    private static final int HEADER = 12;
    private static final int MOST_BYTES = 64 << 20;
    private static final int FILE_ENTRY = 24;

    static ElfNotes of(Elf elf) throws UnreadableElfException {
        Optional<ByteBuffer> auxiliary = Optional.empty();
        List<Mapping> files = new ArrayList<>();
        for (ElfSegment segment : elf.segments()) {
            if (!segment.notes()) {
                continue;
            }
            ByteBuffer notes = elf.read(segment.fileOffset(), (int) Math.min(segment.fileSize(), MOST_BYTES));
            for (int at = 0; at + HEADER <= notes.limit(); ) {
                int nameBytes = padded(notes.getInt(at));
                int bytes = notes.getInt(at + 4);
                int start = at + HEADER + nameBytes;
                if (nameBytes < 0 || bytes < 0 || start < 0 || start > notes.limit() - bytes) {
                    throw elf.unreadable(segment.fileOffset() + at, "a note longer than its segment");
                }
                ByteBuffer note = notes.slice(start, bytes).order(ByteOrder.LITTLE_ENDIAN);
                switch (notes.getInt(at + 8)) {
                    case AUXILIARY_VECTOR -> auxiliary = Optional.of(note);
                    case FILES -> files.addAll(filesOf(note));
                    default -> {}
                }
                at = start + padded(bytes);
            }
        }
        return new ElfNotes(auxiliary, files);
    }

    /// The value of one entry of the auxiliary vector (getauxval(3)).
    Optional<Long> auxiliary(long type) {
        return auxiliaryVector.flatMap(vector -> {
            for (int at = 0; at + 2 * Long.BYTES <= vector.limit(); at += 2 * Long.BYTES) {
                if (vector.getLong(at) == type) {
                    return Optional.of(vector.getLong(at + Long.BYTES));
                }
            }
            return Optional.empty();
        });
    }

    /// Count, page size, then start, end and page offset of each, then their names.
    private static List<Mapping> filesOf(ByteBuffer note) {
        List<Mapping> files = new ArrayList<>();
        if (note.limit() < 2 * Long.BYTES) {
            return files;
        }
        long count = note.getLong(0);
        long page = note.getLong(Long.BYTES);
        long names = 2L * Long.BYTES + count * FILE_ENTRY;
        if (count < 0 || count > note.limit() / FILE_ENTRY || names > note.limit()) {
            return files;
        }
        int name = (int) names;
        for (int i = 0; i < count; i++) {
            int at = 2 * Long.BYTES + i * FILE_ENTRY;
            String path = Elf.nameAt(note, name);
            AddressRange range = new AddressRange(note.getLong(at), note.getLong(at + 8));
            files.add(new Mapping(range, true, false, false, note.getLong(at + 16) * page, path));
            name += path.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 1;
        }
        return files;
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }
}
