package io.maphealth.sidecar.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseRateTest {
    private static final long MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({"0, 300", "512, 6300", "1024, 12300", "4096, 48300"})
    void thePauseGrowsWithTheHeap(long heapMib, long pauseMillis) {
        assertThat(new PauseRate(12).pause(heapMib * MIB)).isEqualTo(Duration.ofMillis(pauseMillis));
    }

    @ParameterizedTest
    @CsvSource({
        "63, 60000, 12", // too small to tell anything
        "1024, 20300, 30", // worse, with a margin of a half: at once
        "1024, 2300, 7.5", // better, 3 with the margin: half the way
        "2048, 300, 6", // nothing but what any dump takes
        "2048, 0, 6",
    })
    void aMeasuredPauseMakesTheNextForecastBetter(long heapMib, long pauseMillis, double rate) {
        PauseRate learned = new PauseRate(12).seen(heapMib * MIB, Duration.ofMillis(pauseMillis));

        assertThat(learned.secondsPerGib()).isCloseTo(rate, within(0.001));
    }
}
