package io.maphealth.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The core file that the kernel would write of a process, which goes on: its data and its auxiliary vector (elf(5),
/// core(5)). Needs no limits or kernel settings on the machine that runs the test.
public final class CoreFile {
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int NOTE_HEADER = 20;
    private static final int AUXILIARY_VECTOR = 6;
    private static final int AMD64 = 62;
    private static final int ARM64 = 183;
    private static final int PAGE = 4096;
    private static final int CHUNK = 1 << 20;
    private static final long MOST_MAPPING = 1L << 30;

    private CoreFile() {}

    private record Mapping(long start, long end) {
        long length() {
            return end - start;
        }
    }

    /// Writes what can be read of the process now; mappings over a gigabyte are left out.
    public static void write(long pid, Path file) throws IOException {
        byte[] auxiliary = Files.readAllBytes(proc(pid).resolve("auxv"));
        write(pid, data -> headers(data, auxiliary, AMD64), file);
    }

    /// The same of a program for arm64 which an emulator runs in the process, at the addresses that it is linked for.
    /// The auxiliary vector, which is the emulator's, is left out.
    public static void writeEmulatedArm64(long pid, Path file) throws IOException {
        write(pid, data -> headers(data, new byte[0], ARM64), file);
    }

    private static Path proc(long pid) {
        return Path.of("/proc", Long.toString(pid));
    }

    private static void write(long pid, Function<List<Mapping>, ByteBuffer> header, Path file) throws IOException {
        Path proc = proc(pid);
        List<Mapping> data = mappings(proc);
        try (FileChannel memory = FileChannel.open(proc.resolve("mem"), StandardOpenOption.READ);
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer headers = header.apply(data);
            long at = headers.capacity();
            out.write(headers);
            for (Mapping mapping : data) {
                copy(memory, mapping, out, at);
                at += mapping.length();
            }
            out.write(ByteBuffer.allocate(1), at);
        }
    }

    private static List<Mapping> mappings(Path proc) throws IOException {
        try (Stream<String> lines = Files.lines(proc.resolve("maps"))) {
            return lines.map(line -> line.split(" +", 6))
                    .filter(columns -> columns[1].startsWith("r") && columns[1].charAt(2) != 'x')
                    .filter(columns -> columns.length < 6 || !columns[5].startsWith("[v"))
                    .map(columns -> mapping(columns[0].split("-", 2)))
                    .filter(mapping -> mapping.length() <= MOST_MAPPING)
                    .toList();
        }
    }

    private static Mapping mapping(String[] range) {
        return new Mapping(Long.parseUnsignedLong(range[0], 16), Long.parseUnsignedLong(range[1], 16));
    }

    /// Parts without anything in them become holes.
    private static void copy(FileChannel memory, Mapping mapping, FileChannel out, long to) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        ByteBuffer empty = ByteBuffer.allocateDirect(CHUNK);
        for (long at = mapping.start(); at < mapping.end(); at += CHUNK) {
            chunk.clear().limit((int) Math.min(CHUNK, mapping.end() - at));
            int read = read(memory, at, chunk);
            chunk.position(0).limit(Math.max(0, read));
            if (!chunk.equals(empty.clear().limit(chunk.limit()))) {
                out.write(chunk, to + (at - mapping.start()));
            }
        }
    }

    private static int read(FileChannel memory, long at, ByteBuffer into) {
        try {
            return memory.read(into, at);
        } catch (IOException _) {
            return 0;
        }
    }

    private static ByteBuffer headers(List<Mapping> data, byte[] auxiliary, int machine) {
        int segments = data.size() + 1;
        int noteAt = HEADER + segments * SEGMENT;
        int dataAt = (noteAt + NOTE_HEADER + auxiliary.length + PAGE - 1) / PAGE * PAGE;
        ByteBuffer bytes = ByteBuffer.allocate(dataAt).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, 0x464C457F)
                .put(4, (byte) 2)
                .put(5, (byte) 1)
                .putShort(16, (short) 4)
                .putShort(18, (short) machine);
        bytes.putLong(32, HEADER).putShort(54, (short) SEGMENT).putShort(56, (short) segments);
        List<long[]> table = new ArrayList<>();
        table.add(new long[] {4, noteAt, 0, NOTE_HEADER + auxiliary.length});
        long at = dataAt;
        for (Mapping mapping : data) {
            table.add(new long[] {1, at, mapping.start(), mapping.length()});
            at += mapping.length();
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
