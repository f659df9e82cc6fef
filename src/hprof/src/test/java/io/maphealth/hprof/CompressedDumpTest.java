package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.hprof.HeapDumpOptions.Temporary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A dump compressed as HotSpot does it, inflated once into a temporary file, and again for each scan where there is no
/// room for one.
class CompressedDumpTest {
    private static final int CHECK_BYTES = 8;

    @TempDir
    private Path folder;

    static Stream<Temporary> rooms() {
        return Stream.of(Temporary.USUAL, new Temporary(Temporary.USUAL.folder(), 0));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void readsTheSameAsTheDumpItWasMadeOf(Temporary room) throws Exception {
        byte[] dump = dump();
        Census plain = read(dump, room).orElseThrow();

        Census compressed = read(Packed.byHotSpot(dump), room).orElseThrow();

        assertThat(plain.complete()).isTrue();
        assertThat(compressed.complete()).isTrue();
        assertThat(compressed.maps()).isEqualTo(plain.maps());
    }

    /// Without the checksum and size at its end all of the dump is there.
    @ParameterizedTest
    @MethodSource("rooms")
    void noPrefixPassesForTheWhole(Temporary room) throws Exception {
        byte[] whole = Packed.byHotSpot(dump());

        for (int length = 0; length < whole.length - CHECK_BYTES; length += 7) {
            assertThat(read(Arrays.copyOf(whole, length), room).filter(Census::complete))
                    .as("%d of %d bytes", length, whole.length)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void noChangedBytePassesUnnoticed(Temporary room) throws Exception {
        byte[] dump = dump();
        byte[] whole = Packed.byHotSpot(dump);
        Census truth = read(dump, room).orElseThrow();

        for (int changed = 0; changed < whole.length; changed += 5) {
            byte[] other = whole.clone();
            other[changed] ^= 0x55;
            Optional<Census> census = read(other, room).filter(Census::complete);
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

    private Optional<Census> read(byte[] bytes, Temporary room) throws IOException, InterruptedException {
        try {
            return Optional.of(TinyHeap.reader(room).read(Files.write(folder.resolve("dump"), bytes)));
        } catch (UnreadableHeapException _) {
            return Optional.empty();
        }
    }
}
