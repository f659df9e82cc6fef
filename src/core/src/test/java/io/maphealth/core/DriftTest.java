package io.maphealth.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {
    @ParameterizedTest
    @CsvSource({
        "-1, 3",
        "0, 3",
        "7, 3",
        "8, 4",
        "15, 4",
        "16, 5",
        "100, 7",
        "10000, 14",
        "1000000, 20",
        "9223372036854775807, 63",
    })
    void allowsTheNumberOfBitsOfTheCountAndNeverLessThanThree(long count, long allowed) {
        assertThat(Drift.allowed(count)).isEqualTo(allowed);
    }
}
