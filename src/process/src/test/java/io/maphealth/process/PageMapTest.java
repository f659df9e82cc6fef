package io.maphealth.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The oracle is getconf(1).
class PageMapTest {
    @TempDir
    private Path folder;

    @Test
    void pagesAreAsLongAsTheKernelSays() throws IOException {
        Process getconf = new ProcessBuilder("getconf", "PAGE_SIZE").start();

        assertThat(PageMap.pageSize(Path.of("/proc/self/auxv")))
                .isEqualTo(Long.parseLong(getconf.inputReader().readLine()));
    }

    @Test
    void largePagesAreTakenFromTheAuxiliaryVector() throws IOException {
        Path vector = folder.resolve("auxv");
        ByteBuffer bytes = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(
                vector,
                bytes.putLong(33).putLong(4711).putLong(6).putLong(65_536).array());

        assertThat(PageMap.pageSize(vector)).isEqualTo(65_536);
        assertThat(PageMap.pageSize(folder.resolve("nothing"))).isEqualTo(4096);
    }
}
