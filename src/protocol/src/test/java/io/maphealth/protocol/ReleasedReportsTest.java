package io.maphealth.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reports as released sidecars wrote them, one file a version of the protocol. They are never written anew: a sidecar
/// out there still sends such.
class ReleasedReportsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "released");

    static Stream<Path> released() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void areStillRead(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            Report report = new ReportReader(ReadingBounds.REPORT).read(file.toString(), in);

            assertThat(report.reporter().pod()).isEqualTo("checkout-7d9f-x2x");
            assertThat(report.findings()).isNotEmpty();
        }
    }

    @Test
    void thereIsOneOfEveryVersionThatIsRead() throws IOException {
        assertThat(released())
                .map(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(ReportReader.SCHEMAS.stream()
                        .map(schema -> schema.replace("maphealth.", "").replace('/', '-') + ".json")
                        .toList());
    }
}
