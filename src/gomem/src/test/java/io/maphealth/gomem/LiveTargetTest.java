package io.maphealth.gomem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.detect.Detectors;
import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.core.history.History;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.gomem.maps.GoMaps.Depth;
import io.maphealth.process.LiveMemory;
import io.maphealth.testkit.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A target goes its own way while it is read: it writes, it ends, it is no Go program at all.
class LiveTargetTest {
    private static final Path PROC = Path.of("/proc");
    private static final int ROUNDS = Integer.getInteger("maphealth.busy.rounds", 10);
    private static final int LOOKS = 10;
    private static final String ENDED = "the process ended, or became another program, while it was read";

    @ParameterizedTest
    @ValueSource(strings = {"local", "go1.23.12"})
    void mapsThatAreWrittenWithoutPauseAreNeverCalledWrong(String version) throws Exception {
        try (RunningProgram program = churn(version);
                LiveMemory memory = LiveMemory.open(PROC, program.pid())) {
            GoMaps maps = GoMaps.of(memory, OptionalLong.of(program.pid()), InstantSource.system());
            Map<String, String> before = program.ask("written");
            long began = System.nanoTime();
            long seen = 0;
            long unsettled = 0;
            long once = 0;
            History history = new History();
            for (int round = 0; round < ROUNDS; round++) {
                Census census = maps.census(Depth.DEEP, Truth.ALL_MAPS);

                history.add(census);
                assertThat(drifts(history)).as("in round " + round).isEmpty();
                once += wrong(census).size();
                assertThat(census.totals().maps().orElseThrow()).isPositive();
                seen += census.maps().size();
                unsettled += census.maps().stream()
                        .filter(map -> map.iterated().isEmpty())
                        .count();
            }
            Map<String, String> after = program.ask("written");
            double seconds = (System.nanoTime() - began) / 1e9;
            double millions = gained(before, after, "entries") / 1e6;
            double processor = gained(before, after, "cpuMicros") / 1e6;
            System.out.printf(
                    "%s: no false alarm in %d rounds; %.1f million entries written a second, with %.1f processors;"
                            + " of %,d walks %d could not settle, %d told a difference that the next look did not%n",
                    maps.goVersion(), ROUNDS, millions / seconds, processor / seconds, seen, unsettled, once);
            assertThat(millions).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "go1.23.12"})
    void aCountThatIsWrongIsFoundWithinTwoLooksAmongMapsThatAreWritten(String version) throws Exception {
        try (RunningProgram program = churn(version);
                LiveMemory memory = LiveMemory.open(PROC, program.pid())) {
            GoMaps maps = GoMaps.of(memory, OptionalLong.of(program.pid()), InstantSource.system());
            String planted = "0x" + program.ask("plant 1000").get("map");

            boolean missed = false;
            int told = 0;
            for (int look = 0; look < LOOKS; look++) {
                List<MapSnapshot> wrong = wrong(maps.census(Depth.DEEP, Truth.ALL_MAPS));

                assertThat(wrong).allSatisfy(map -> {
                    assertThat(map.id()).isEqualTo(planted);
                    assertThat(map.drift()).hasValue(1000);
                });
                // a look may meet the writer or the collector each time it tries
                assertThat(missed && wrong.isEmpty())
                        .as("missed twice in a row")
                        .isFalse();
                missed = wrong.isEmpty();
                told += missed ? 0 : 1;
            }
            System.out.printf("%s: planted difference told in %d of %d looks%n", maps.goVersion(), told, LOOKS);
        }
    }

    private static List<Finding> drifts(History history) {
        return new Detectors(Thresholds.DEFAULTS)
                .judge(history, SourceKind.PROCESS_MEMORY, MemoryBudget.UNKNOWN).stream()
                        .filter(finding -> finding instanceof Finding.CountDrift)
                        .toList();
    }

    private static long gained(Map<String, String> before, Map<String, String> after, String key) {
        return Long.parseLong(after.getOrDefault(key, "0")) - Long.parseLong(before.getOrDefault(key, "0"));
    }

    private static RunningProgram churn(String version) throws InterruptedException {
        Path churn = new GoTarget(version, GoTarget.Build.STRIPPED).compile("churn");
        return RunningProgram.start(new ProcessBuilder(churn.toString()));
    }

    private static List<MapSnapshot> wrong(Census census) {
        return census.suspects().stream().filter(MapSnapshot::drifted).toList();
    }

    @Test
    void theEndOfTheTargetIsSaidSo() throws Exception {
        try (Truth truth = Truth.start(new GoTarget("local", GoTarget.Build.STRIPPED));
                LiveMemory memory = LiveMemory.open(PROC, truth.program().pid())) {
            GoMaps maps = GoMaps.of(memory, OptionalLong.of(truth.program().pid()), new InTheMiddle(truth::close));

            Census census = maps.census(Depth.DEEP, Truth.ALL_MAPS);

            assertThat(census.incompleteReason()).contains(ENDED);
            assertThatThrownBy(() -> maps.census(Depth.DEEP, Truth.ALL_MAPS))
                    .isInstanceOf(UnreadableGoException.class)
                    .hasMessage("truth: the process has ended, or another program runs in it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep", "itself"})
    void aTargetThatBecomesAnotherProgramOrStartsAnewIsSaidSo(String next) throws Exception {
        try (Truth truth = Truth.start(new GoTarget("local", GoTarget.Build.STRIPPED));
                LiveMemory memory = LiveMemory.open(PROC, truth.program().pid())) {
            GoMaps maps = GoMaps.of(
                    memory, OptionalLong.of(truth.program().pid()), new InTheMiddle(() -> become(truth, memory, next)));

            Census census = maps.census(Depth.DEEP, Truth.ALL_MAPS);

            assertThat(census.incompleteReason()).contains(ENDED);
            assertThat(memory.identity().current(PROC)).isTrue();
        }
    }

    private static void become(Truth truth, LiveMemory memory, String next) {
        truth.program().ask("become " + next);
        for (int tries = 0; tries < 500 && memory.current(); tries++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
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

    /// Does something when the walk has asked for the time often enough to be in the middle of it.
    private static final class InTheMiddle implements InstantSource {
        private static final int READS_BEFORE = 500;

        private final Runnable action;
        private int asked;

        InTheMiddle(Runnable action) {
            this.action = action;
        }

        @Override
        public Instant instant() {
            if (++asked == READS_BEFORE) {
                action.run();
            }
            return Instant.EPOCH;
        }
    }
}
