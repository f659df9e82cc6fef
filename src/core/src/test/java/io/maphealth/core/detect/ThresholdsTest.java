package io.maphealth.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {
    @ParameterizedTest
    @EnumSource
    void everyDefaultIsWithinItsRange(Threshold threshold) {
        assertThat(threshold.range().holds(threshold.standard())).isTrue();
        assertThat(Thresholds.DEFAULTS.value(threshold)).isEqualTo(threshold.standard());
    }

    @ParameterizedTest
    @EnumSource
    void everyThresholdIsExplainedInOneSentence(Threshold threshold) {
        assertThat(threshold.meaning()).endsWith(".").doesNotContain("\n", "|");
        assertThat(threshold.unit()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void everyThresholdTakesBothEndsOfItsRange(Threshold threshold) throws WrongThresholdException {
        assertThat(Thresholds.DEFAULTS
                        .with(threshold, threshold.range().least())
                        .with(threshold, threshold.range().most())
                        .value(threshold))
                .isEqualTo(threshold.range().most());
    }

    @Test
    void oneIsReplacedAndTheOthersStay() throws WrongThresholdException {
        Thresholds thresholds = Thresholds.DEFAULTS
                .with(Threshold.GHOST_HELD_PER_NEEDED, " 2.5 ")
                .with(Threshold.DRIFT_ROUNDS, "3");

        assertThat(thresholds.value(Threshold.GHOST_HELD_PER_NEEDED)).isEqualTo(2.5);
        assertThat(thresholds.value(Threshold.DRIFT_ROUNDS)).isEqualTo(3);
        assertThat(thresholds.value(Threshold.GHOST_ROUNDS)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-1", "NaN", "", "three", "1e400", "2\n3"})
    void aWrongValueIsRefusedInOneLineThatSaysWhatIsRight(String value) {
        assertThatExceptionOfType(WrongThresholdException.class)
                .isThrownBy(() -> Thresholds.DEFAULTS.with(Threshold.DRIFT_ROUNDS, value))
                .withMessageStartingWith("DRIFT_ROUNDS is ")
                .withMessageEndingWith(": must be a number from 1 to 10 (rounds)")
                .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("\n"));
    }
}
