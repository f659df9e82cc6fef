package io.maphealth.gomem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.gomem.maps.GoMaps.Depth;
import io.maphealth.process.LiveMemory;
import io.maphealth.testkit.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A target goes its own way while it is read: it writes, it ends, it is no Go program at all.
class LiveTargetTest {
    private static final Path PROC = Path.of("/proc");
    private static final int ROUNDS = 40;

    @ParameterizedTest
    @ValueSource(strings = {"local", "go1.23.12"})
    void mapsThatAreWrittenWithoutPauseAreNeverCalledWrong(String version) throws Exception {
        Path churn = new GoTarget(version, GoTarget.Build.STRIPPED).compile("churn");
        try (RunningProgram program = RunningProgram.start(new ProcessBuilder(churn.toString()));
                LiveMemory memory = LiveMemory.open(PROC, program.pid())) {
            GoMaps maps = GoMaps.of(memory, OptionalLong.of(program.pid()), InstantSource.system());
            long written = program.ask("written", "entries");
            Set<String> wrongBefore = new HashSet<>();
            for (int round = 0; round < ROUNDS; round++) {
                Census census = maps.census(Depth.DEEP, Truth.ALL_MAPS);

                Set<String> wrong = census.suspects().stream()
                        .filter(MapSnapshot::drifted)
                        .map(MapSnapshot::id)
                        .collect(Collectors.toSet());
                // a difference counts when it repeats: garbage that is swept under the walk does not
                wrongBefore.retainAll(wrong);
                assertThat(wrongBefore)
                        .as("maps called wrong in round " + round)
                        .isEmpty();
                wrongBefore = wrong;
                assertThat(census.totals().maps().orElseThrow()).isPositive();
            }
            assertThat(program.ask("written", "entries")).isGreaterThan(written);
        }
    }

    @Test
    void theEndOfTheTargetIsSaidSo() throws Exception {
        try (Truth truth = Truth.start(new GoTarget("local", GoTarget.Build.STRIPPED));
                LiveMemory memory = LiveMemory.open(PROC, truth.program().pid())) {
            GoMaps maps = GoMaps.of(memory, OptionalLong.of(truth.program().pid()), new KillingClock(truth));

            Census census = maps.census(Depth.DEEP, Truth.ALL_MAPS);

            assertThat(census.incompleteReason()).contains("the process ended while it was read");
            assertThatThrownBy(() -> maps.census(Depth.DEEP, Truth.ALL_MAPS))
                    .isInstanceOf(UnreadableGoException.class)
                    .hasMessage("truth: the process has ended");
        }
    }

    @Test
    void aWalkEndsWhenItsBudgetIsUsedUp() throws Exception {
        try (Truth truth = Truth.start(new GoTarget("local", GoTarget.Build.STRIPPED));
                LiveMemory memory = LiveMemory.open(PROC, truth.program().pid())) {
            GoMaps maps = GoMaps.of(memory, OptionalLong.of(truth.program().pid()), InstantSource.system());

            Census census = maps.census(Depth.DEEP, new GoMaps.Limits(20 << 20, Duration.ofSeconds(60), 10));

            assertThat(census.incompleteReason()).contains("stopped after reading 20,971,520 bytes");
            assertThat(census.maps()).hasSizeLessThanOrEqualTo(10);
        }
    }

    @Test
    void aProgramThatIsNotGoIsRefusedInOneLine() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "600").start();
        try (LiveMemory memory = LiveMemory.open(PROC, sleep.pid())) {
            assertThatThrownBy(() -> GoMaps.of(memory, OptionalLong.of(sleep.pid()), InstantSource.system()))
                    .isInstanceOf(UnreadableGoException.class)
                    .hasMessageEndingWith(": no Go program: it has no build information");
        } finally {
            sleep.destroyForcibly();
        }
    }

    /// Kills the target when the walk has asked for the time often enough to be in the middle of it.
    private static final class KillingClock implements InstantSource {
        private static final int READS_BEFORE = 500;

        private final Truth truth;
        private int asked;

        KillingClock(Truth truth) {
            this.truth = truth;
        }

        @Override
        public Instant instant() {
            if (++asked == READS_BEFORE) {
                truth.close();
            }
            return Instant.EPOCH;
        }
    }
}
