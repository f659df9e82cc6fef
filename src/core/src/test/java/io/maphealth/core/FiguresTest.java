package io.maphealth.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "9949, 9.9 kB",
        "9950, 10 kB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "734003200, 734 MB",
        "9223372036854775807, 9.2 EB",
        "-1500, -1.5 kB",
    })
    void bytesHaveThreeDigitsAtMost(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "72000, '1,200 entries a minute'",
        "1200, 20 entries a minute",
        "60, 1 entry a minute",
        "59, 59 entries an hour",
        "0.5, 12 entries a day",
        "0, 0 entries a day",
    })
    void ratesUseTheUnitOfTimeThatFits(double perHour, String text) {
        assertThat(Figures.rate(perHour, "entry")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, 0 seconds", "PT1S, 1 second", "PT3M, 3 minutes", "PT5H, 5 hours", "PT72H, 3 days"})
    void durationsAreRoundedToTheirUnit(Duration duration, String text) {
        assertThat(Figures.duration(duration)).isEqualTo(text);
    }
}
