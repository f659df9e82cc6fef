package io.maphealth.hotspot.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.process.LiveMemory;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.hprof.MapZoo;
import io.maphealth.testkit.hprof.MapZoo.Truth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The oracle is the JVM that is read: what each of its maps says of itself.
class TruthTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.maphealth.hotspot.heap.ReadableJvms#chosen")
    void everyFigureOfEveryMapIsWhatTheJvmSays(Jdk jdk, String option) throws Exception {
        try (MapZoo zoo = MapZoo.start(jdk, folder, option);
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), zoo.pid())) {
            List<Truth> truth = zoo.truth();
            JvmHeapReader reader = JvmHeapReader.open(memory, InstantSource.system());

            Census census =
                    reader.read(target(zoo.pid()), new JvmHeapReader.Limits(1L << 40, Duration.ofMinutes(5), 0));

            assertThat(census.incompleteReason()).isEmpty();
            Map<String, MapSnapshot> byOwner = census.maps().stream()
                    .filter(map -> map.site().owner().isPresent())
                    .collect(Collectors.toMap(
                            map -> map.site().owner().orElseThrow(), Function.identity(), (one, _) -> one));
            assertThat(truth)
                    .allSatisfy(expected -> assertThat(
                                    described(expected, Optional.ofNullable(byOwner.get(expected.owner()))))
                            .hasValue(expected));
        }
    }

    private static Optional<Truth> described(Truth expected, Optional<MapSnapshot> found) {
        return found.map(map -> new Truth(
                expected.owner(),
                map.count().orElse(-1),
                map.iterated().orElse(-1),
                expected.tableLength() < 0 ? -1 : map.capacity().orElse(0) * cellsOf(map),
                expected.longestChain() < 0 ? -1 : map.longestProbe().orElse(-1)));
    }

    private static long cellsOf(MapSnapshot map) {
        return map.kind().equals("java.util.IdentityHashMap") ? 2 : 1;
    }

    private static Target target(long pid) {
        return new Target(TargetRuntime.JVM, Optional.empty(), SourceKind.PROCESS_MEMORY, OptionalLong.of(pid), "zoo");
    }
}
