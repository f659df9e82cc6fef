package io.maphealth.gomem;

import io.maphealth.process.Elf;
import io.maphealth.process.ElfSegment;
import io.maphealth.process.UnreadableElfException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A core file whose words are read and overwritten by their addresses.
record PatchedCore(FileChannel file, List<ElfSegment> segments) implements AutoCloseable {
    static PatchedCore open(Path core) throws IOException, UnreadableElfException {
        try (Elf elf = Elf.open(core)) {
            return new PatchedCore(
                    FileChannel.open(core, StandardOpenOption.READ, StandardOpenOption.WRITE), elf.segments());
        }
    }

    long get(long address) throws IOException {
        ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.read(word, offsetOf(address));
        return word.getLong(0);
    }

    void put(long address, long value) throws IOException {
        ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.write(word.putLong(0, value), offsetOf(address));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private long offsetOf(long address) {
        return segments.stream()
                .filter(segment -> segment.loaded()
                        && address >= segment.address()
                        && address < segment.address() + segment.fileSize())
                .mapToLong(segment -> segment.fileOffset() + address - segment.address())
                .findFirst()
                .orElseThrow();
    }
}
