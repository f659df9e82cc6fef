package io.maphealth.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of the documentation that is printed from code: the committed file must be what the code prints now.
/// `-Dregenerate=true` writes it instead.
public record GeneratedPage(Path file) {
    private static final Path REFERENCE = Path.of("..", "src", "site", "markdown", "reference");
    private static final String HEADER =
            "<!-- Printed from the code; `mvn -pl sidecar -am verify -Dregenerate=true`" + " writes it again. -->\n";

    public static GeneratedPage reference(String name) {
        return new GeneratedPage(REFERENCE.resolve(name));
    }

    public void mustBe(String text) throws IOException {
        String page = HEADER + text;
        if (Boolean.getBoolean("regenerate")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, page);
        }
        assertThat(file).as("run with -Dregenerate=true to write it again").hasContent(page);
    }
}
