package io.maphealth.hprof.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Files that nobody else needs. Their names are gone at once, so that nothing stays behind however the program ends.
public final class TemporaryFile {
    private TemporaryFile() {}

    public static FileChannel in(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "maphealth-", ".tmp");
        return FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }
}
