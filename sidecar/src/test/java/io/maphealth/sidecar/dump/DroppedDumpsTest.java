package io.maphealth.sidecar.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.sidecar.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedDumpsTest {
    private static final byte[] BEGINNING = "JAVA PROFILE 1.0.2\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final byte[] LAST_RECORD = HexFormat.of().parseHex("2c0000000000000000");

    private final AtomicLong nanoTime = new AtomicLong();

    @TempDir
    private Path folder;

    private DroppedDumps dumps;

    @BeforeEach
    void watch() {
        dumps = new DroppedDumps(folder, nanoTime::get);
    }

    @Test
    void aDumpIsReadyWithItsLastRecordAndReadOnce() throws Exception {
        Path dump = Files.write(folder.resolve("java_pid1.hprof"), BEGINNING);
        assertThat(dumps.ready()).isFalse();

        Files.write(dump, LAST_RECORD, StandardOpenOption.APPEND);
        assertThat(dumps.ready()).isTrue();
        assertThat(obtained()).isEqualTo(dump);

        quiet();
        assertThat(dumps.ready()).isFalse();
        assertThat(dump).as("a file of others").exists();
    }

    @Test
    void aDumpThatReplacesOneOfTheSameNameIsNew() throws Exception {
        Path dump = complete("java_pid1.hprof");
        assertThat(obtained()).isEqualTo(dump);
        Files.delete(dump);
        assertThat(dumps.ready()).isFalse();

        complete("java_pid1.hprof");
        assertThat(obtained()).isEqualTo(dump);
    }

    @Test
    void aDumpWhoseEndCannotBeSeenIsReadWhenItHasStoppedGrowing() throws Exception {
        Path compressed = Files.write(folder.resolve("oom.hprof.gz"), BEGINNING);
        Path cut = Files.write(folder.resolve("killed.hprof"), BEGINNING);
        assertThat(dumps.ready()).isFalse();

        quiet();
        Files.write(compressed, BEGINNING, StandardOpenOption.APPEND);
        assertThat(obtained()).isEqualTo(cut);
        assertThat(dumps.ready()).as("one grew meanwhile").isFalse();

        quiet();
        assertThat(obtained()).isEqualTo(compressed);
    }

    @Test
    void theOldestComesFirst() throws Exception {
        Path first = complete("b.hprof");
        assertThat(dumps.ready()).isTrue();
        nanoTime.incrementAndGet();
        Path second = complete("a.hprof");

        assertThat(obtained()).isEqualTo(first);
        assertThat(obtained()).isEqualTo(second);
    }

    @Test
    void otherFilesAreNoDumps() throws IOException {
        complete("notes.txt");
        complete("java_pid1.hprof.p0");
        complete("maphealth-0123abcd.hprof");
        Files.createDirectory(folder.resolve("folder.hprof"));
        Files.createSymbolicLink(folder.resolve("link.hprof"), folder.resolve("notes.txt"));
        quiet();

        assertThat(dumps.ready()).isFalse();
    }

    @Test
    void aMissingFolderIsNamed() throws IOException {
        Files.delete(folder);

        assertThatThrownBy(dumps::obtain)
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining(folder + " cannot be watched for dumps")
                .hasMessageEndingWith("mount it");
        Files.createDirectory(folder);
    }

    private Path complete(String name) throws IOException {
        Files.write(folder.resolve(name), BEGINNING);
        return Files.write(folder.resolve(name), LAST_RECORD, StandardOpenOption.APPEND);
    }

    private void quiet() {
        dumps.ready();
        nanoTime.addAndGet(DroppedDumps.QUIET.toNanos());
    }

    private Path obtained() throws SourceUnavailableException {
        try (ObtainedDump dump = dumps.obtain()) {
            return dump.file();
        }
    }
}
