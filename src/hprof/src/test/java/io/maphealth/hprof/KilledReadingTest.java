package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.hprof.HeapDumpOptions.Temporary;
import io.maphealth.javamaps.MapLayouts;
import io.maphealth.testkit.Jdks;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A process that is ended while its temporary file is in use, politely and not, leaves nothing behind.
@Timeout(60)
class KilledReadingTest {
    private static final int BINS = 1 << 14;
    private static final long TIGHT = 512 << 10;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"spilled, true", "spilled, false", "unpacking, true", "unpacking, false"})
    void leavesNothingBehind(String when, boolean forcibly) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path dump = dump(when.equals("unpacking"));
        Process reading = new ProcessBuilder(
                        Jdks.current().java(),
                        "-cp",
                        classPath(),
                        Reading.class.getName(),
                        dump.toString(),
                        temporary.toString(),
                        when)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = reading.inputReader()) {
            assertThat(said.readLine()).isEqualTo(when);
            assertThat(deletedFilesOf(reading))
                    .singleElement()
                    .asString()
                    .startsWith(temporary.toString())
                    .endsWith(" (deleted)");
        } finally {
            if (forcibly) {
                reading.destroyForcibly();
            } else {
                reading.destroy();
            }
        }
        assertThat(reading.waitFor()).isEqualTo(128 + (forcibly ? 9 : 15));
        assertThat(temporary).isEmptyDirectory();
    }

    private Path dump(boolean packed) throws IOException {
        TinyHeap heap = new TinyHeap();
        long[] bins = new long[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            bins[bin] = heap.entry(bin, heap.entry(bin, heap.entry(bin, 0)));
        }
        heap.map(3 * BINS, bins);
        byte[] bytes = heap.dump.build();
        return Files.write(folder.resolve("dump"), packed ? Packed.byHotSpot(bytes) : bytes);
    }

    private static List<String> deletedFilesOf(Process process) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return descriptors
                    .map(KilledReadingTest::target)
                    .filter(file -> file.endsWith(" (deleted)"))
                    .toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static String classPath() {
        return Stream.of(Reading.class, HeapDumpReader.class, MapLayouts.class, Census.class)
                .map(KilledReadingTest::place)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reads a dump and stays for ever where it is told to, with its temporary file open.
    static final class Reading implements Progress {
        private final String when;

        private Reading(String when) {
            this.when = when;
        }

        public static void main(String[] arguments) throws Exception {
            HeapDumpOptions options = new HeapDumpOptions(0, 1, TIGHT, 1, Temporary.in(Path.of(arguments[1])), false);
            new HeapDumpReader(options, InstantSource.system(), new Reading(arguments[2])).read(Path.of(arguments[0]));
            System.out.println("done");
        }

        @Override
        public void read(long bytes, long ofBytes) {
            if (ofBytes == 0) {
                at("unpacking");
            }
        }

        @Override
        public void spilled(long bytes) {
            at("spilled");
        }

        private void at(String place) {
            if (place.equals(when)) {
                System.out.println(place);
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
