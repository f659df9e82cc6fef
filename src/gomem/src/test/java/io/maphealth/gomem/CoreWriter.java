package io.maphealth.gomem;

import io.maphealth.process.LiveMemory;
import io.maphealth.process.Mapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Writes the core file that the kernel would write of a process: its data and its auxiliary vector
/// (elf(5), core(5)). Needs no limits or kernel settings on the machine that runs the test.
final class CoreWriter {
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int NOTE_HEADER = 20;
    private static final int AUXILIARY_VECTOR = 6;
    private static final int PAGE = 4096;
    private static final long MOST_MAPPING = 1L << 30;

    private CoreWriter() {}

    static void write(LiveMemory memory, Path file) throws IOException {
        List<Mapping> data = memory.mappings().all().stream()
                .filter(mapping -> mapping.readable()
                        && !mapping.executable()
                        && !mapping.path().startsWith("[v"))
                .filter(mapping -> mapping.range().length() <= MOST_MAPPING)
                .toList();
        byte[] auxiliary = Files.readAllBytes(
                Path.of("/proc", Long.toString(memory.identity().pid()), "auxv"));
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(headers(data, auxiliary));
            for (Mapping mapping : data) {
                writePages(memory, mapping, out);
            }
        }
    }

    private static void writePages(LiveMemory memory, Mapping mapping, FileChannel out) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 20);
        for (long at = mapping.range().start(); at < mapping.range().end(); at += chunk.capacity()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), mapping.range().end() - at));
            memory.read(at, chunk);
            out.write(chunk.position(chunk.limit()).flip());
        }
    }

    private static ByteBuffer headers(List<Mapping> data, byte[] auxiliary) {
        int segments = data.size() + 1;
        int noteAt = HEADER + segments * SEGMENT;
        int dataAt = (noteAt + NOTE_HEADER + auxiliary.length + PAGE - 1) / PAGE * PAGE;
        ByteBuffer bytes = ByteBuffer.allocate(dataAt).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, 0x464C457F)
                .put(4, (byte) 2)
                .put(5, (byte) 1)
                .putShort(16, (short) 4)
                .putShort(18, (short) 62);
        bytes.putLong(32, HEADER).putShort(54, (short) SEGMENT).putShort(56, (short) segments);
        List<long[]> table = new ArrayList<>();
        table.add(new long[] {4, noteAt, 0, NOTE_HEADER + auxiliary.length});
        long at = dataAt;
        for (Mapping mapping : data) {
            table.add(
                    new long[] {1, at, mapping.range().start(), mapping.range().length()});
            at += mapping.range().length();
        }
        for (int i = 0; i < table.size(); i++) {
            int entry = HEADER + i * SEGMENT;
            long[] segment = table.get(i);
            bytes.putInt(entry, (int) segment[0]).putInt(entry + 4, 6);
            bytes.putLong(entry + 8, segment[1]).putLong(entry + 16, segment[2]);
            bytes.putLong(entry + 32, segment[3]).putLong(entry + 40, segment[3]);
        }
        bytes.putInt(noteAt, 5).putInt(noteAt + 4, auxiliary.length).putInt(noteAt + 8, AUXILIARY_VECTOR);
        bytes.put(noteAt + 12, new byte[] {'C', 'O', 'R', 'E'});
        bytes.put(noteAt + NOTE_HEADER, auxiliary);
        return bytes;
    }
}
