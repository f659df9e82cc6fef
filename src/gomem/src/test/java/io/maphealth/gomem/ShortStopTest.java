package io.maphealth.gomem;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.gomem.maps.GoMaps.Depth;
import io.maphealth.gomem.maps.Stops;
import io.maphealth.process.LiveMemory;
import io.maphealth.testkit.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A program that writes to its maps without pause: what it stands still for is exact, the rest is as without a stop.
class ShortStopTest {
    private static final Path PROC = Path.of("/proc");
    private static final Duration LIMIT = Duration.ofMillis(500);
    /// Each look may stop the program for another map first.
    private static final int LOOKS = 200;

    private final List<String> refusals = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"local", "go1.23.12"})
    void aWrongCountOfAMapThatNeverRestsIsFound(String version) throws Exception {
        try (RunningProgram program = churn(version);
                LiveMemory memory = LiveMemory.open(PROC, program.childPid())) {
            GoMaps maps = mapsOf(memory);
            String queue = "0x" + program.ask("plant-in-queue 5000").get("queue");

            Duration longest = Duration.ZERO;
            Optional<MapSnapshot> found = Optional.empty();
            for (int look = 0; look < LOOKS && (found.isEmpty() || longest.isZero()); look++) {
                Census census = maps.census(Depth.DEEP, Truth.ALL_MAPS.with(stops(LIMIT)));

                List<MapSnapshot> stopped =
                        census.maps().stream().filter(MapSnapshot::stopped).toList();
                assertThat(stopped).hasSizeLessThanOrEqualTo(1);
                assertThat(stopped.isEmpty() || census.pause().isPositive()).isTrue();
                assertThat(stopped)
                        .filteredOn(map -> !map.id().equals(queue))
                        .allSatisfy(map -> assertThat(map.drift()).hasValue(0));
                longest = longest.compareTo(census.pause()) > 0 ? longest : census.pause();
                found = found.or(() -> told(census, queue));
            }

            assertThat(longest).isPositive();
            assertThat(found).hasValueSatisfying(map -> assertThat(map.drift()).hasValue(5000));
            assertThat(Long.parseLong(program.ask("written").get("entries"))).isPositive();
            System.out.printf(
                    "%s: the program stood still for at most %.1f ms in a look%n",
                    maps.goVersion(), longest.toNanos() / 1e6);
        }
    }

    @Test
    void aStopThatWouldTakeTooLongIsRefusedInOneLine() throws Exception {
        try (RunningProgram program = churn("go1.23.12");
                LiveMemory memory = LiveMemory.open(PROC, program.childPid())) {
            GoMaps maps = mapsOf(memory);
            program.ask("plant-in-queue 5000");

            for (int look = 0; look < LOOKS && refusals.isEmpty(); look++) {
                Census census = maps.census(Depth.DEEP, Truth.ALL_MAPS.with(stops(Duration.ofMillis(1))));

                assertThat(census.pause()).isZero();
            }

            assertThat(refusals.getFirst())
                    .matches(
                            "StopRefused: the map at 0x[0-9a-f]+ may take (\\d+) ms to walk and the limit of a stop is 1 ms;"
                                    + " raise it to \\1");
        }
    }

    private Stops stops(Duration limit) {
        return new Stops(limit, 0, refusals::add);
    }

    /// Stopped for or, on a busy machine, at rest while its program waited for a processor.
    private static Optional<MapSnapshot> told(Census census, String id) {
        return census.maps().stream()
                .filter(map -> map.id().equals(id) && map.iterated().isPresent())
                .findFirst();
    }

    private static GoMaps mapsOf(LiveMemory memory) throws UnreadableGoException {
        return GoMaps.of(memory, OptionalLong.of(memory.identity().pid()), InstantSource.system());
    }

    /// Below another program: a child of this JVM is never stopped.
    private static RunningProgram churn(String version) throws InterruptedException {
        Path churn = new GoTarget(version, GoTarget.Build.STRIPPED).compile("churn");
        return RunningProgram.start(new ProcessBuilder("timeout", "600", churn.toString()));
    }
}
