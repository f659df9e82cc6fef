package io.maphealth.sidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;

    @Test
    void tellsTheShareOfAKnownWholeAndWipesItsLine() {
        try (ProgressLine line = line(true)) {
            line.reached(1, 4);
            now = now.plusSeconds(2);
            line.reached(2, 4);
            line.reached(3, 4);
        }
        assertThat(written()).isEqualTo("\rreading a.hprof: 50 %\r" + " ".repeat(21) + "\r");
    }

    @Test
    void tellsHowMuchWasReadWhereTheWholeIsUnknown() {
        try (ProgressLine line = line(true)) {
            now = now.plusSeconds(2);
            line.read(999_000_000);
            now = now.plusSeconds(1);
            line.read(1_200_000_000);
        }
        assertThat(written())
                .isEqualTo("\rreading a.hprof: 999 MB read\rreading a.hprof: 1.2 GB read\r" + " ".repeat(28) + "\r");
    }

    @Test
    void saysNothingWhereNobodyLooks() {
        try (ProgressLine line = line(false)) {
            now = now.plusSeconds(2);
            line.reached(1, 2);
        }
        assertThat(written()).isEmpty();
    }

    private ProgressLine line(boolean chatty) {
        PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
        return new ProgressLine(
                new Terminal(InputStream.nullInputStream(), err, err, Map.of(), false, chatty),
                () -> now,
                "reading a.hprof");
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
