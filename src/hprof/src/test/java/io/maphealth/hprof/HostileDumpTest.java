package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a dump holds: the checked exception in one line, or a census, and an end.
@Timeout(120)
class HostileDumpTest {
    @TempDir
    private Path folder;

    @Test
    void everyPrefixEndsInOneLineOrInACensusThatSaysItIsIncomplete() throws Exception {
        byte[] whole = healthy().dump.build();
        for (int length = 0; length < whole.length; length++) {
            Optional<Census> census = read(Arrays.copyOf(whole, length));
            if (length < whole.length - 9) {
                assertThat(census.map(Census::complete).orElse(false))
                        .as("%d of %d bytes", length, whole.length)
                        .isFalse();
            }
        }
    }

    @Test
    void aThousandSeededCorruptionsEndInOneLineOrInACensus() throws Exception {
        byte[] whole = healthy().dump.build();
        SplittableRandom random = new SplittableRandom(20_261_121);
        for (int i = 0; i < 1_000; i++) {
            byte[] corrupt = whole.clone();
            for (int j = random.nextInt(1, 6); j > 0; j--) {
                corrupt[random.nextInt(corrupt.length)] = (byte) random.nextInt(256);
            }
            read(corrupt);
        }
    }

    @Test
    void aThousandSeededCorruptionsOfAPackedDumpEndInOneLineOrInACensus() throws Exception {
        Path packed = folder.resolve("packed.hprof.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(healthy().dump.build());
        }
        byte[] whole = Files.readAllBytes(packed);
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 1_000; i++) {
            byte[] corrupt = Arrays.copyOf(whole, random.nextInt(3) == 0 ? random.nextInt(whole.length) : whole.length);
            if (corrupt.length > 0) {
                corrupt[random.nextInt(corrupt.length)] ^= (byte) random.nextInt(256);
            }
            read(corrupt);
        }
    }

    @Test
    void aChainThatBitesItsTailIsCountedOnceRound() throws Exception {
        TinyHeap heap = new TinyHeap();
        long first = heap.dump.next();
        long third = heap.entry(3, first);
        long second = heap.entry(2, third);
        heap.dump.instanceAt(first, heap.node, 1, heap.dump.instance(heap.string, 0), 0, second);
        long before = heap.entry(0, second);
        heap.map(4, before, 0, 0, 0);

        MapSnapshot map = only(heap);

        assertThat(map.iterated()).hasValue(4);
        assertThat(map.longestProbe()).hasValue(4);
    }

    @Test
    void aNodeThatIsItsOwnNextIsCountedOnce() throws Exception {
        TinyHeap heap = new TinyHeap();
        long self = heap.dump.next();
        heap.dump.instanceAt(self, heap.node, 1, 0, 0, self);
        heap.map(1, self, 0);

        assertThat(only(heap).iterated()).hasValue(1);
    }

    @Test
    void manyTablesThatShareOneLongChainDoNotCostTheirProduct() throws Exception {
        TinyHeap heap = new TinyHeap();
        long chain = 0;
        for (int i = 0; i < 20_000; i++) {
            chain = heap.entry(i, chain);
        }
        long[] bins = new long[20_000];
        Arrays.fill(bins, chain);
        heap.map(7, bins);

        Census census = read(heap.dump.build()).orElseThrow();

        assertThat(census.maps()).hasSize(1);
        assertThat(census.incompleteReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("walk"));
    }

    @Test
    void anArrayThatSaysItIsLongerThanTheDumpIsLeftAtItsPlace() throws Exception {
        TinyHeap heap = new TinyHeap();
        heap.map(1, heap.entry(0, 0));
        heap.dump.raw(0x22, 0, 0, 0, 16, 0, 0, 0, 64, 0, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0);

        Census census = read(heap.dump.build()).orElseThrow();

        assertThat(census.maps()).hasSize(1);
        assertThat(census.incompleteReason())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("OBJ_ARRAY_DUMP at byte", "beyond its segment"));
    }

    @Test
    void whatIsNoHeapDumpIsSaidInOneLine() throws Exception {
        Path file =
                Files.writeString(folder.resolve("page.html"), "<html>\n<body>404 Not Found, try later</body></html>");

        assertThatExceptionOfType(UnreadableHeapException.class)
                .isThrownBy(() -> TinyHeap.reader().read(file))
                .withMessage("page.html: header at byte 0: not a heap dump: it does not start with JAVA PROFILE 1.0.");
    }

    @Test
    void aMissingFileIsSaidInOneLine() {
        assertThatExceptionOfType(UnreadableHeapException.class)
                .isThrownBy(() -> TinyHeap.reader().read(folder.resolve("gone.hprof")))
                .withMessageStartingWith("gone.hprof: cannot be read: ");
    }

    @Test
    void aZipBombIsLeftBeforeItHasGrownToItsSize() throws Exception {
        Path bomb = folder.resolve("bomb.hprof.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            byte[] dump = healthy().dump.build();
            out.write(dump, 0, dump.length - 9);
            // a record that nobody knows, of 256 MB
            out.write(new byte[] {0x05, 0, 0, 0, 0, 0x10, 0, 0, 0});
            out.write(new byte[256 << 20]);
        }

        assertThatExceptionOfType(UnreadableHeapException.class)
                .isThrownBy(() -> TinyHeap.reader().read(bomb))
                .withMessageContaining("times its size");
    }

    @Test
    void aDumpWithMoreMapsThanMemoryAllowsIsSaidInOneLine() throws Exception {
        TinyHeap heap = new TinyHeap();
        for (int i = 0; i < 20_000; i++) {
            heap.dump.instance(heap.hashMap, 0, 0, 0, 0, 0, 0);
        }
        HeapDumpReader reader =
                new HeapDumpReader(new HeapDumpOptions(50, 2, 256 << 10), InstantSource.system(), Progress.SILENT);

        assertThatExceptionOfType(UnreadableHeapException.class)
                .isThrownBy(() -> reader.read(heap.write(folder)))
                .withMessageContaining("allow more");
    }

    private static TinyHeap healthy() {
        TinyHeap heap = new TinyHeap();
        heap.map(3, heap.entry(0, heap.entry(4, 0)), 0, heap.entry(2, 0), 0);
        heap.map(0);
        return heap;
    }

    private MapSnapshot only(TinyHeap heap) throws Exception {
        Census census = read(heap.dump.build()).orElseThrow();
        assertThat(census.maps()).hasSize(1);
        return census.maps().getFirst();
    }

    /// Empty when the dump cannot be read; that takes one line.
    private Optional<Census> read(byte[] dump) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("hostile.hprof"), dump);
        try {
            return Optional.of(TinyHeap.reader().read(file));
        } catch (UnreadableHeapException e) {
            assertThat(e.getMessage()).startsWith("hostile.hprof: ").doesNotContain("\n");
            return Optional.empty();
        }
    }
}
