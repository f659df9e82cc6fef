package io.maphealth.gomem.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maphealth.core.Census;
import io.maphealth.core.GcCycles;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PprofCensusReaderTest {
    private static final CapturedPage PAGE = CapturedPage.of("go1.23.12");

    @Test
    void tellsCyclesAndAddsUpPausesOverPages() throws Exception {
        PprofCensusReader reader = CapturedPage.reader();
        assertThat(reader.read(page(2, 30, 20), PAGE::functions).gc()).hasValue(gc(2, 50));
        assertThat(reader.read(page(2, 30, 20), PAGE::functions).gc()).hasValue(gc(2, 50));
        assertThat(reader.read(page(4, 30, 20, 7, 5), PAGE::functions).gc()).hasValue(gc(4, 62));
        // the ring has gone round: the newest is at (NumGC + 3) % 4
        assertThat(reader.read(page(5, 1, 20, 7, 5), PAGE::functions).gc()).hasValue(gc(5, 63));
        // started again
        assertThat(reader.read(page(1, 9), PAGE::functions).gc()).hasValue(gc(1, 9));
    }

    @Test
    void knowsNoLastCollectionBeforeTheFirst() throws Exception {
        String text = PAGE.text().replaceFirst("LastGC = \\d+", "LastGC = 0").replaceFirst("NumGC = \\d+", "NumGC = 0");
        Census census = CapturedPage.reader().read(CapturedPage.stream(text), PAGE::functions);
        assertThat(census.gc()).hasValue(new GcCycles(0, Optional.empty(), Optional.of(Duration.ZERO)));
    }

    @Test
    void tellsBytesAndNoCounts() throws Exception {
        Census census = PAGE.census();
        assertThat(census.complete()).isTrue();
        assertThat(census.totals().maps()).isEmpty();
        assertThat(census.totals().count()).isEmpty();
        assertThat(census.totals().heldBytes()).isPositive();
        assertThat(census.takenAt()).isEqualTo(CapturedPage.CLOCK.instant());
    }

    @Test
    void saysWhenTheHeapProfileIsOff() throws Exception {
        String text = PAGE.text();
        String off = "heap profile: 0: 0 [0: 0] @ heap/0\n\n" + text.substring(text.indexOf("# runtime.MemStats"));
        Census census = CapturedPage.reader().read(CapturedPage.stream(off), PAGE::functions);
        assertThat(census.incompleteReason())
                .hasValue("the program's heap profile is off (runtime.MemProfileRate = 0)");
    }

    @Test
    void saysHowManyRecordsWentBeyondTheBound() throws Exception {
        PprofLimits tight = new PprofLimits(1 << 20, 1 << 16, 128, 5);
        Census census = new PprofCensusReader(PAGE.census().target(), tight, CapturedPage.CLOCK)
                .read(CapturedPage.stream(PAGE.text()), PAGE::functions);
        assertThat(census.incompleteReason().orElse("")).matches("\\d+ records beyond 5 call sites");
    }

    @Test
    void refusesASymbolHandlerThatNamesNothing() {
        assertThatExceptionOfType(UnreadablePprofException.class)
                .isThrownBy(() ->
                        CapturedPage.reader().<RuntimeException>read(CapturedPage.stream(PAGE.text()), _ -> Map.of()))
                .withMessageMatching("none of \\d+ addresses has a name");
    }

    private static InputStream page(long cycles, Integer... pauses) {
        String ring = Arrays.toString(pauses).replace(",", "");
        return CapturedPage.stream(PAGE.text()
                .replaceFirst("LastGC = \\d+", "LastGC = 1500000000")
                .replaceFirst("NumGC = \\d+", "NumGC = " + cycles)
                .replaceFirst("PauseNs = \\[.*?]", "PauseNs = " + ring));
    }

    private static GcCycles gc(long cycles, long pausedNanos) {
        return new GcCycles(
                cycles, Optional.of(Instant.EPOCH.plusMillis(1500)), Optional.of(Duration.ofNanos(pausedNanos)));
    }
}
