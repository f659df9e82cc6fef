package io.maphealth.it.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.hotspot.audit.JvmHeapReader;
import io.maphealth.hprof.HeapDumpOptions;
import io.maphealth.hprof.HeapDumpReader;
import io.maphealth.hprof.Progress;
import io.maphealth.process.LiveMemory;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.hprof.MapZoo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One process, two readers that share no code below the layouts of maps: its memory as it runs, and its heap dump.
class LiveAndDumpTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final JvmHeapReader.Limits ALL = new JvmHeapReader.Limits(1L << 40, Duration.ofMinutes(5), 0);

    @TempDir
    private Path folder;

    static Stream<Arguments> jvms() {
        return Jdks.installed(17, 25).stream()
                .flatMap(jdk ->
                        Stream.of("-XX:+UseG1GC", "-XX:-UseCompressedOops").map(option -> Arguments.of(jdk, option)));
    }

    @ParameterizedTest
    @MethodSource("jvms")
    void sayTheSameOfEveryMap(Jdk jdk, String option) throws Exception {
        try (MapZoo zoo = MapZoo.start(jdk, folder, option);
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), zoo.pid())) {
            Set<String> owners =
                    Set.copyOf(zoo.truth().stream().map(MapZoo.Truth::owner).toList());
            Census live = JvmHeapReader.open(memory, CLOCK).read(target(zoo), ALL);
            Census dump = dumped(zoo.dump("zoo.hprof"));

            SortedMap<String, List<Object>> ofDump = figures(dump, owners);
            SortedMap<String, List<Object>> ofLive = figures(live, owners);
            assertThat(ofDump).hasSizeGreaterThan(20);
            ofDump.forEach((map, figures) -> assertThat(ofLive.get(map)).as(map).isEqualTo(figures));
        }
    }

    /// Maps of which each has a size of its own and is held in another way.
    @ParameterizedTest
    @MethodSource("jdks")
    void sayTheSameOfEveryOwner(Jdk jdk) throws Exception {
        try (MapZoo zoo = MapZoo.ofOwners(jdk, folder);
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), zoo.pid())) {
            Census live = JvmHeapReader.open(memory, CLOCK).read(target(zoo), ALL);
            Census dump = dumped(zoo.dump("owners.hprof"));

            assertThat(owners(live)).isEqualTo(owners(dump)).hasSizeGreaterThan(10);
        }
    }

    static Stream<Jdk> jdks() {
        return Jdks.installed(17, 25).stream();
    }

    private static SortedMap<Long, String> owners(Census census) {
        return census.maps().stream()
                .filter(map -> map.count().orElse(0) > 1_000 && map.count().orElse(0) < 1_100)
                .collect(Collectors.toMap(
                        map -> map.count().getAsLong(), map -> map.site().name(), (one, _) -> one, TreeMap::new));
    }

    private static Target target(MapZoo zoo) {
        return new Target(
                TargetRuntime.JVM, Optional.empty(), SourceKind.PROCESS_MEMORY, OptionalLong.of(zoo.pid()), "zoo");
    }

    private static Census dumped(Path dump) throws Exception {
        HeapDumpOptions options = new HeapDumpOptions(0, 1, HeapDumpOptions.DEFAULT.memoryBytes());
        return new HeapDumpReader(options, CLOCK, Progress.SILENT).read(dump);
    }

    private static SortedMap<String, List<Object>> figures(Census census, Set<String> owners) {
        SortedMap<String, List<Object>> figures = new TreeMap<>();
        census.maps().stream()
                .filter(map -> map.site().owner().filter(owners::contains).isPresent())
                .forEach(map -> figures.put(map.site().name(), figuresOf(map)));
        return figures;
    }

    private static List<Object> figuresOf(MapSnapshot map) {
        return List.of(
                map.count(),
                map.iterated(),
                map.capacity(),
                map.longestProbe(),
                "held " + map.heldBytes(),
                "needed " + map.neededBytes(),
                map.peakEvidence());
    }
}
