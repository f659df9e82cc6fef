package io.maphealth.sidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.SourceKind;
import io.maphealth.sidecar.loop.Happening;
import io.maphealth.sidecar.loop.TestingSource;
import io.maphealth.sidecar.source.FailureReason;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchDisplayTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void drawsOverTheRoundBeforeOnATerminal() {
        WatchDisplay display = display(true);
        round(display, 1);
        assertThat(text()).doesNotContain("\u001b");
        long lines = text().lines().count();
        round(display, 2);
        assertThat(text()).contains("\u001b[" + lines + "A\u001b[Jround 2, 2026-11-21T12:00:00Z, took 12 ms\n");
    }

    @Test
    void appendsRoundsWhereNobodyWatches() {
        WatchDisplay display = display(false);
        round(display, 1);
        round(display, 2);
        assertThat(text()).contains("round 1, ", "\n\nround 2, ").doesNotContain("\u001b");
    }

    @Test
    void saysWhyASourceShowsNothing() {
        WatchDisplay display = display(false);
        display.on(new Happening.SourceDown(
                NOW, SourceKind.PPROF, FailureReason.UNREACHABLE, "connection refused", Duration.ofSeconds(1)));
        display.on(new Happening.RoundEnded(NOW, 1, Duration.ofMillis(12), 0));
        assertThat(text()).contains("pprof: connection refused\n");
        out.reset();
        display.on(new Happening.SourceUp(NOW, SourceKind.PPROF));
        round(display, 2);
        assertThat(text()).doesNotContain("refused");
    }

    private static void round(WatchDisplay display, int number) {
        display.on(new Happening.Looked(
                NOW, SourceKind.PPROF, TestingSource.emptyCensus(SourceKind.PPROF, NOW), Duration.ZERO));
        display.on(new Happening.RoundEnded(NOW, number, Duration.ofMillis(12), 0));
    }

    private WatchDisplay display(boolean live) {
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new WatchDisplay(new Terminal(InputStream.nullInputStream(), to, to, Map.of(), live, false));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
