package io.maphealth.hprof.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelSourceTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void whatIsPassedOverIsNotRead() throws Exception {
        byte[] bytes = new byte[3 * MEBIBYTE];
        bytes[2 * MEBIBYTE + 5] = 42;
        try (FileChannel file = FileChannel.open(Files.write(folder.resolve("dump"), bytes));
                Window window = new Window(8, 64, new ChannelSource(file, 3), 3)) {
            window.need(1);
            window.skip(2 * MEBIBYTE + 2);
            window.need(1);

            assertThat(window.u1(window.at())).isEqualTo(42);
            window.skip(2 * MEBIBYTE);
            assertThat(window.has(1)).isFalse();
        }
    }

    @Test
    void aFileThatBecomesShorterWhileItIsReadEndsThere() throws Exception {
        Path dump = Files.write(folder.resolve("dump"), new byte[2 * MEBIBYTE]);
        try (FileChannel file = FileChannel.open(dump, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Window window = new Window(8, 64, new ChannelSource(file, 0), 0)) {
            window.need(1);
            file.truncate(1);
            window.skip(3 * MEBIBYTE / 2);

            assertThat(window.has(1)).isFalse();
        }
    }
}
