package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maphealth.core.Census;
import io.maphealth.hprof.HeapDumpOptions.Temporary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Dumps that pass by only once, in pieces as they come.
@Timeout(120)
class ArrivingDumpTest {
    private static final long LITTLE_ROOM = 1 << 20;

    private final byte[] dump = dump();

    @TempDir
    private Path folder;

    private Path temporary = Path.of("");

    @BeforeEach
    void folderOfItsOwn() throws IOException {
        temporary = Files.createDirectory(folder.resolve("temporary"));
    }

    static Stream<byte[]> packings() throws IOException {
        byte[] dump = dump();
        byte[] half = Arrays.copyOf(dump, dump.length / 2);
        byte[] twoMembers = concatenated(gzip(half), gzip(Arrays.copyOfRange(dump, half.length, dump.length)));
        return Stream.of(dump, gzip(dump), twoMembers, Packed.byHotSpot(dump));
    }

    @ParameterizedTest
    @MethodSource("packings")
    void isReadAsTheFileIs(byte[] packed) throws Exception {
        Census file = TinyHeap.reader().read(Files.write(folder.resolve("dump"), dump));

        Census stream = reader(Long.MAX_VALUE).read(new Trickle(packed), "a pipe");

        assertThat(stream.complete()).isTrue();
        assertThat(stream.target().name()).isEqualTo("a pipe");
        assertThat(stream.maps()).isEqualTo(file.maps());
        assertThat(temporary).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("packings")
    void noPrefixPassesForTheWhole(byte[] packed) throws Exception {
        int end = 17;
        for (int length = 0; length < packed.length - end; length += 11) {
            assertThat(read(Arrays.copyOf(packed, length)).filter(Census::complete))
                    .as("%d of %d bytes", length, packed.length)
                    .isEmpty();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aPipeWithANameIsReadToo() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = Thread.startVirtualThread(() -> {
            try (OutputStream out = Files.newOutputStream(pipe)) {
                out.write(gzip(dump));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        Census census = reader(Long.MAX_VALUE).read(pipe);
        writer.join();

        assertThat(census.complete()).isTrue();
        assertThat(census.totals().maps()).hasValue(20);
    }

    @Test
    void whatIsNoDumpIsLeftAtItsStart() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatExceptionOfType(UnreadableHeapException.class)
                .isThrownBy(() -> reader(Long.MAX_VALUE).read(endless, "noise"))
                .withMessage("noise: header at byte 0: not a heap dump: it does not start with JAVA PROFILE 1.0.");
    }

    @Test
    void aBombIsLeftWhenItHasFilledItsRoom() throws Exception {
        byte[] bomb = gzip(concatenated(dump, new byte[64 << 20]));

        assertThatExceptionOfType(UnreadableHeapException.class)
                .isThrownBy(() -> reader(LITTLE_ROOM).read(new ByteArrayInputStream(bomb), "a pipe"))
                .withMessage("a pipe: " + temporary + " has room for 1,048,576 bytes of it, and it has more");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aCompressedFileForWhichThereIsNoRoomIsInflatedForEachScan() throws Exception {
        List<String> told = new ArrayList<>();
        byte[] packed = Packed.byHotSpot(dump);

        Census census = reader(new Temporary(temporary, 100), told).read(Files.write(folder.resolve("dump"), packed));
        Census elsewhere = reader(new Temporary(folder.resolve("gone"), LITTLE_ROOM), told)
                .read(Files.write(folder.resolve("dump"), packed));

        assertThat(census.complete()).isTrue();
        assertThat(census.totals().maps()).hasValue(20);
        assertThat(elsewhere.maps()).isEqualTo(census.maps());
        assertThat(told)
                .satisfiesExactly(
                        first -> assertThat(first).contains("has room for 100 bytes"),
                        second -> assertThat(second).startsWith("no temporary file can be made in "));
        assertThat(temporary).isEmptyDirectory();
    }

    private Optional<Census> read(byte[] bytes) throws InterruptedException {
        try {
            return Optional.of(reader(Long.MAX_VALUE).read(new ByteArrayInputStream(bytes), "a pipe"));
        } catch (UnreadableHeapException e) {
            assertThat(e.getMessage()).startsWith("a pipe: ").doesNotContain("\n");
            return Optional.empty();
        }
    }

    private HeapDumpReader reader(long mostBytes) {
        return TinyHeap.reader(new Temporary(temporary, mostBytes));
    }

    private static HeapDumpReader reader(Temporary room, List<String> told) {
        return new HeapDumpReader(
                new HeapDumpOptions(0, 2, 96 << 20).with(room), InstantSource.system(), new Progress() {
                    @Override
                    public void read(long bytes, long ofBytes) {
                        // not what this is about
                    }

                    @Override
                    public void notUnpacked(String reason) {
                        told.add(reason);
                    }
                });
    }

    private static byte[] dump() {
        TinyHeap heap = new TinyHeap();
        for (int map = 0; map < 20; map++) {
            heap.map(3, heap.entry(0, heap.entry(4, 0)), heap.entry(1, 0), 0, 0);
        }
        return heap.dump.build();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }

    /// Gives a few bytes at a time and never says that there are more.
    private static final class Trickle extends InputStream {
        private final ByteArrayInputStream bytes;

        Trickle(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int at, int most) {
            return bytes.read(into, at, Math.min(most, 13));
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
