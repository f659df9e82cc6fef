package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dump compressed as HotSpot does it: members that inflate by themselves, the first with a comment.
class CompressedDumpTest {
    private static final int MEMBER_BYTES = 300;
    private static final int CHECK_BYTES = 8;

    @TempDir
    private Path folder;

    @Test
    void readsTheSameAsTheDumpItWasMadeOf() throws Exception {
        byte[] dump = dump();
        Census plain = read(dump).orElseThrow();

        Census compressed = read(compressed(dump)).orElseThrow();

        assertThat(plain.complete()).isTrue();
        assertThat(compressed.complete()).isTrue();
        assertThat(compressed.maps()).isEqualTo(plain.maps());
    }

    /// Without the checksum and size at its end all of the dump is there.
    @Test
    void noPrefixPassesForTheWhole() throws Exception {
        byte[] whole = compressed(dump());

        for (int length = 0; length < whole.length - CHECK_BYTES; length += 7) {
            assertThat(read(Arrays.copyOf(whole, length)).filter(Census::complete))
                    .as("%d of %d bytes", length, whole.length)
                    .isEmpty();
        }
    }

    @Test
    void noChangedBytePassesUnnoticed() throws Exception {
        byte[] dump = dump();
        byte[] whole = compressed(dump);
        Census truth = read(dump).orElseThrow();

        for (int changed = 0; changed < whole.length; changed += 5) {
            byte[] other = whole.clone();
            other[changed] ^= 0x55;
            Optional<Census> census = read(other).filter(Census::complete);
            if (census.isPresent()) {
                assertThat(census.get().maps()).as("byte %d", changed).isEqualTo(truth.maps());
            }
        }
    }

    private static byte[] dump() {
        TinyHeap heap = new TinyHeap();
        for (int map = 0; map < 20; map++) {
            long second = heap.entry(4, 0);
            heap.map(3, heap.entry(0, second), heap.entry(1, 0), 0, 0);
        }
        return heap.dump.build();
    }

    private Optional<Census> read(byte[] bytes) throws IOException, InterruptedException {
        try {
            return Optional.of(TinyHeap.reader().read(Files.write(folder.resolve("dump"), bytes)));
        } catch (UnreadableHeapException _) {
            return Optional.empty();
        }
    }

    private static byte[] compressed(byte[] dump) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int start = 0; start < dump.length; start += MEMBER_BYTES) {
            byte[] part = Arrays.copyOfRange(dump, start, Math.min(dump.length, start + MEMBER_BYTES));
            out.writeBytes(new byte[] {0x1F, (byte) 0x8B, 8, (byte) (start == 0 ? 0x10 : 0), 0, 0, 0, 0, 4, 0});
            if (start == 0) {
                out.writeBytes("HPROF BLOCKSIZE=300\0".getBytes(StandardCharsets.US_ASCII));
            }
            out.writeBytes(deflated(part));
            CRC32 check = new CRC32();
            check.update(part);
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) check.getValue())
                    .putInt(part.length)
                    .array());
        }
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] part) {
        try (Deflater deflater = new Deflater(1, true)) {
            deflater.setInput(part);
            deflater.finish();
            byte[] out = new byte[2 * MEMBER_BYTES];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }
}
