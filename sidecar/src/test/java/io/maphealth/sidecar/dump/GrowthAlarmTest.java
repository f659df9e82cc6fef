package io.maphealth.sidecar.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.sidecar.target.TargetMemory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrowthAlarmTest {
    private static final long MB = 1_000_000;

    private final GrowthAlarm alarm = new GrowthAlarm();

    @Test
    void aQuarterMoreThanTheAverageOfTenLooksRaisesIt() {
        looks(10, 100 * MB);
        looks(1, 125 * MB);
        assertThat(alarm.reason()).isEmpty();

        looks(1, 130 * MB);

        assertThat(alarm.reason()).hasValue("maps hold 130 MB, on average over the last 10 looks 103 MB");
    }

    @Test
    void growthIsNoAlarmWhileTheProgramWarmsUpNorInSmallMaps() {
        for (long bytes = MB; bytes < 10 * MB; bytes *= 2) {
            looks(3, bytes);
        }
        assertThat(alarm.reason()).isEmpty();

        looks(9, 100 * MB);
        looks(1, 900 * MB);
        assertThat(alarm.reason()).isPresent();
    }

    @Test
    void onceAnsweredItHasToWarmUpAgain() {
        looks(10, 100 * MB);
        looks(1, 200 * MB);
        alarm.answered();

        looks(9, 400 * MB);

        assertThat(alarm.reason()).isEmpty();
    }

    @Test
    void aFullContainerRaisesItOnceUntilMemoryIsFreed() {
        alarm.heard(MB, use(79));
        assertThat(alarm.reason()).isEmpty();
        alarm.heard(MB, use(81));
        assertThat(alarm.reason()).hasValue("the container uses 81 MB of 100 MB");
        alarm.answered();
        alarm.heard(MB, use(95));
        assertThat(alarm.reason()).isEmpty();
        alarm.heard(MB, use(50));
        alarm.heard(MB, use(85));
        assertThat(alarm.reason()).isPresent();
    }

    private void looks(int number, long bytes) {
        for (int i = 0; i < number; i++) {
            alarm.heard(bytes, Optional.empty());
        }
    }

    private static Optional<TargetMemory.Use> use(long percent) {
        return Optional.of(new TargetMemory.Use(100 * MB, percent * MB));
    }
}
