package io.maphealth.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A committed file that must be, byte for byte, what is written now. `-Dregenerate=true` writes it instead.
record Golden(Path file) {
    static Golden golden(String name) {
        return new Golden(Path.of("src", "test", "resources", "golden", name));
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(file);
    }

    void mustBe(byte[] written) throws IOException {
        if (Boolean.getBoolean("regenerate")) {
            Files.createDirectories(file.getParent());
            Files.write(file, written);
        }
        assertThat(file).as("run with -Dregenerate=true to write it again").hasBinaryContent(written);
    }
}
