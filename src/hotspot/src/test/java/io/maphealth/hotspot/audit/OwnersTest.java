package io.maphealth.hotspot.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.process.LiveMemory;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.hprof.MapZoo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who holds each map of a real JVM; maps are told apart by their sizes.
class OwnersTest {
    private static final JvmHeapReader.Limits ALL = new JvmHeapReader.Limits(1L << 40, Duration.ofMinutes(5), 0);
    private static final Map<Long, String> EXPECTED = new TreeMap<>(Map.ofEntries(
            Map.entry(1_001L, "OwnerZoo$Registry.sessions"),
            Map.entry(1_002L, "OwnerZoo$Tenant.carts"),
            Map.entry(1_003L, "OwnerZoo.nested[value]"),
            Map.entry(1_004L, "OwnerZoo.shards[value]"),
            Map.entry(1_005L, "OwnerZoo$Service.cache"),
            Map.entry(1_006L, "OwnerZoo$Service.cache"),
            Map.entry(1_007L, "OwnerZoo$Batch.rows"),
            Map.entry(1_008L, "(local variable): Thread \"with-map\" local"),
            Map.entry(1_009L, "(thread local)"),
            Map.entry(1_010L, "(local variable): Thread \"with-set\" local"),
            Map.entry(1_011L, "(local variable)[value]: Thread \"with-maps\" local[value]"),
            Map.entry(1_012L, "OwnerZoo.groups[value]")));

    @TempDir
    private Path folder;

    static Stream<Jdk> jdks() {
        return Jdks.runTimes(11, 17, 21, 25).stream();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theOwnerOfAMapIsWhatAPersonWouldSay(Jdk jdk) throws Exception {
        try (MapZoo zoo = MapZoo.ofOwners(jdk, folder);
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), zoo.pid())) {
            Census census = JvmHeapReader.open(memory, InstantSource.system()).read(target(zoo.pid()), ALL);

            Map<Long, String> owners = census.maps().stream()
                    .filter(map -> EXPECTED.containsKey(map.count().orElse(0)))
                    .collect(Collectors.toMap(
                            map -> map.count().getAsLong(), OwnersTest::owner, (one, _) -> one, TreeMap::new));
            assertThat(owners).isEqualTo(EXPECTED);
        }
    }

    private static String owner(MapSnapshot map) {
        String owner = map.site().owner().orElse("nobody knows");
        return map.path().map(path -> owner + ": " + path).orElse(owner);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aHolderThatHasTakenThePlaceOfAnotherOwnsItsOwnMapAlone(Jdk jdk) throws Exception {
        try (RunningProgram movers = JavaProgram.compile(jdk, Path.of("src/test/programs/movers"))
                        .with("-XX:+UseSerialGC")
                        .start("Movers");
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), movers.pid())) {
            JvmHeapReader reader = JvmHeapReader.open(memory, InstantSource.system());
            Map<String, Long> before = sizesByOwner(reader.read(target(movers.pid()), ALL));
            movers.ask("move");

            Map<String, Long> after = sizesByOwner(reader.read(target(movers.pid()), ALL));

            assertThat(before)
                    .isEqualTo(Map.of(
                            "Movers$First.firsts 100", 300L,
                            "Movers$Second.seconds 200", 300L,
                            "Movers$Third.thirds 300", 300L));
            assertThat(after).isEqualTo(before);
        }
    }

    private static Map<String, Long> sizesByOwner(Census census) {
        return census.maps().stream()
                .filter(map -> map.site().owner().orElse("").startsWith("Movers"))
                .collect(Collectors.groupingBy(
                        map -> map.site().owner().orElse("") + " " + map.count().orElse(0), Collectors.counting()));
    }

    private static Target target(long pid) {
        return new Target(
                TargetRuntime.JVM, Optional.empty(), SourceKind.PROCESS_MEMORY, OptionalLong.of(pid), "owners");
    }
}
