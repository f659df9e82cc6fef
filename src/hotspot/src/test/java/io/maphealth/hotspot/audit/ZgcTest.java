package io.maphealth.hotspot.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.hotspot.vm.VmStructs;
import io.maphealth.process.LiveMemory;
import io.maphealth.process.MappedLibrary;
import io.maphealth.process.Words;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.hprof.MapZoo;
import io.maphealth.testkit.hprof.MapZoo.Truth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A collector that moves objects while the program runs: maps are told by what they say of themselves, which is
/// compared with what the JVM says that they say.
class ZgcTest {
    private static final String ZGC = "-XX:+UseZGC";

    @TempDir
    private Path folder;

    static Stream<Zgc> zgcs() {
        return Jdks.runTimes(17, 21, 25).stream()
                .flatMap(jdk -> Stream.of(false, true)
                        .filter(generations -> jdk.feature() == 21 || generations == jdk.feature() > 21)
                        .map(generations -> new Zgc(jdk, generations)));
    }

    @ParameterizedTest
    @MethodSource("zgcs")
    void mapsAreToldByTheirOwnCounts(Zgc zgc) throws Exception {
        try (MapZoo zoo = MapZoo.start(zgc.jdk(), folder, zgc.options());
                LiveMemory memory = LiveMemory.open(Path.of("/proc"), zoo.pid())) {
            assertThatOnlyOlderOnesSayWhereObjectsHaveGone(memory, zgc);
            JvmHeapReader reader = JvmHeapReader.open(memory, InstantSource.system());
            assertThatCountsAreRight(reader, zoo);
            // collects the heap
            zoo.dump("zoo.hprof");
            assertThatCountsAreRight(reader, zoo);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ZGC, "-XX:+UseShenandoahGC"})
    void oneThatDoesNotDescribeItsHeapSaysWhatIsLeft(String collector) throws Exception {
        for (Jdk jdk : Jdks.runTimes(11)) {
            try (MapZoo zoo = MapZoo.start(jdk, folder, "-XX:+UnlockExperimentalVMOptions", collector);
                    LiveMemory memory = LiveMemory.open(Path.of("/proc"), zoo.pid())) {
                assertThatThrownBy(() -> JvmHeapReader.open(memory, InstantSource.system()))
                        .isInstanceOf(UnknownLayoutException.class)
                        .hasMessageStartingWith("layout unknown: this JVM describes no field ")
                        .hasMessageContainingAll("GC.class_histogram", "maphealth dump")
                        .message()
                        .hasLineCount(1);
            }
        }
    }

    private static void assertThatCountsAreRight(JvmHeapReader reader, MapZoo zoo) throws Exception {
        List<Truth> truth = zoo.truth();
        Target target = new Target(
                TargetRuntime.JVM, Optional.empty(), SourceKind.PROCESS_MEMORY, OptionalLong.of(zoo.pid()), "zoo");

        Census census = reader.read(target, new JvmHeapReader.Limits(1L << 40, Duration.ofMinutes(5), 0));

        assertThat(census.incompleteReason().orElse("complete"))
                .startsWith("ZGC moves objects while the program runs, so what maps hold was not followed")
                .contains("maphealth dump", "GC.class_histogram");
        assertThat(census.totals().iterated()).isEmpty();
        Map<String, MapSnapshot> byOwner = census.maps().stream()
                .filter(map -> map.site().owner().isPresent())
                .collect(Collectors.toMap(map -> map.site().owner().orElseThrow(), map -> map, (one, _) -> one));
        List<Truth> owned =
                truth.stream().filter(map -> byOwner.containsKey(map.owner())).toList();
        // of the others the reference is older than a move, but they are there
        assertThat(owned).hasSizeGreaterThan(truth.size() / 4);
        assertThat(census.maps().stream().map(map -> map.count().orElse(-1)))
                .containsAll(truth.stream().map(Truth::size).toList());
        assertThat(owned).allSatisfy(map -> {
            MapSnapshot found = Objects.requireNonNull(byOwner.get(map.owner()));
            assertThat(found.count()).hasValue(map.size());
            assertThat(found.iterated()).isEmpty();
        });
    }

    /// Why nothing is followed: with generations no entry leads to where objects have gone.
    private static void assertThatOnlyOlderOnesSayWhereObjectsHaveGone(LiveMemory memory, Zgc zgc) throws Exception {
        Words words = new Words(memory);
        VmStructs structs =
                VmStructs.read(MappedLibrary.find(memory, words, "libjvm.so").orElseThrow(), words);

        assertThat(structs.findOffset(zgc.letter() + "Heap", "_page_table")).isPresent();
        assertThat(structs.findOffset(zgc.letter() + "Heap", "_forwarding_table")
                        .isPresent())
                .isEqualTo(!zgc.generations());
        assertThat(structs.findOffset(zgc.letter() + "GlobalsForVMStructs", "_" + zgc.letter() + "GlobalPhase")
                        .isPresent())
                .isEqualTo(!zgc.generations());
    }

    /// One of the two kinds of ZGC there have been, which JDK 21 has both.
    record Zgc(Jdk jdk, boolean generations) {
        String letter() {
            return jdk.feature() == 21 && !generations ? "X" : "Z";
        }

        String[] options() {
            return jdk.feature() == 21 && generations ? new String[] {ZGC, "-XX:+ZGenerational"} : new String[] {ZGC};
        }
    }
}
