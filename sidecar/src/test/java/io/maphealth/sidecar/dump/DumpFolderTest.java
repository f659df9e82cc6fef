package io.maphealth.sidecar.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DumpFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path path;

    @ParameterizedTest
    @EnumSource
    void aNewNameIsOursAndKnownByItsEnd(DumpFormat format) {
        String name = DumpFolder.newName(format);

        assertThat(name).endsWith(format.suffix()).isNotEqualTo(DumpFolder.newName(format));
        assertThat(DumpFolder.ours(path.resolve(name))).isTrue();
    }

    @Test
    void leftoversOfAnEarlierRunGoAndEverythingElseStays() throws IOException {
        DumpFolder folder = DumpFolder.ofOurs(path);
        Path leftover = write("maphealth-00000001.hprof", NOW.minus(DumpFolder.LEFT_OVER_AFTER.plusSeconds(1)));
        Path busy = write("maphealth-00000002.hprof.gz", NOW.minus(DumpFolder.LEFT_OVER_AFTER.minusSeconds(1)));
        Path others = write("java_pid1.hprof", Instant.EPOCH);
        assertThat(folder.usedBytes()).isEqualTo(20);

        folder.removeLeftovers(NOW);

        assertThat(leftover).doesNotExist();
        assertThat(busy).exists();
        assertThat(others).exists();
        assertThat(folder.usedBytes()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"/, false", "/home, false", "/tmp, true", "/tmp/a, true", "/tmp/disk/a, false", "/tmpfoo, false"})
    void theFileSystemIsThatOfTheDeepestMount(Path named, boolean inMemory) throws IOException {
        Path mounts = Files.writeString(path.resolve("mountinfo"), """
                22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/root rw
                35 22 0:30 / /tmp rw,noatime shared:2 master:1 - tmpfs tmpfs rw,size=64k
                36 35 8:2 / /tmp/disk rw - ext4 /dev/sda2 rw
                """);

        assertThat(new DumpFolder(path, named, mounts).inMemory()).isEqualTo(inMemory);
    }

    private Path write(String name, Instant modified) throws IOException {
        Path file = Files.write(path.resolve(name), new byte[10]);
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
