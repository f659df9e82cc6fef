package io.maphealth.hprof.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.MapSnapshot;
import io.maphealth.hprof.HeapDumpOptions;
import io.maphealth.hprof.HeapDumpReader;
import io.maphealth.hprof.Progress;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.hprof.MapZoo;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The oracle is another reader of heap dumps: count and contents of every map of the whole heap, that of the program
/// and those of the JDK, in every state that the program has them in (in mid-resize, treeified, contended, raced).
class PeersTest {
    private static final Set<String> KINDS = Set.of(
            "java.util.HashMap",
            "java.util.LinkedHashMap",
            "java.util.WeakHashMap",
            "java.util.Hashtable",
            "java.util.TreeMap",
            "java.util.IdentityHashMap",
            "java.util.concurrent.ConcurrentHashMap");

    @TempDir
    private Path folder;

    static Stream<Jdk> jdks() {
        return Jdks.installed(17, 25).stream();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void seeTheSameMapsWithTheSameCountsAndEntries(Jdk jdk) throws Exception {
        try (MapZoo zoo = MapZoo.start(jdk, folder)) {
            zoo.truth();
            Path dump = zoo.dump("heap.hprof");
            Map<String, String> ours = counts(maps(dump));
            try (Shark shark = Shark.open(dump)) {
                assertThat(PeerAudit.of(shark)).containsExactlyInAnyOrderEntriesOf(ours);
            }
            try (VisualVm visualVm = VisualVm.open(dump)) {
                assertThat(PeerAudit.of(visualVm)).containsExactlyInAnyOrderEntriesOf(ours);
            }
        }
    }

    /// Nothing is collected between the two, so that every object keeps its id.
    @Test
    void aParallelDumpShowsWhatASerialOneOfTheSameHeapShows() throws Exception {
        try (MapZoo zoo = MapZoo.start(Jdks.current(), folder)) {
            zoo.truth();
            zoo.dumpByJcmd("before.hprof");
            Map<String, String> serial = figures(maps(zoo.dumpByJcmd("serial.hprof", "-all")));
            Map<String, String> parallel = figures(maps(zoo.dumpByJcmd("parallel.hprof", "-all", "-parallel=2")));
            Map<String, String> packed =
                    figures(maps(zoo.dumpByJcmd("packed.hprof.gz", "-all", "-parallel=2", "-gz=1")));

            assertThat(serial).hasSizeGreaterThan(1_000);
            assertThat(parallel).containsExactlyInAnyOrderEntriesOf(serial);
            assertThat(packed).containsExactlyInAnyOrderEntriesOf(serial);
        }
    }

    private static List<MapSnapshot> maps(Path dump) throws Exception {
        return new HeapDumpReader(new HeapDumpOptions(0, 2, 64 << 20), InstantSource.system(), Progress.SILENT)
                .read(dump)
                .maps();
    }

    private static Map<String, String> counts(List<MapSnapshot> maps) {
        return byId(
                maps.stream().filter(map -> KINDS.contains(map.kind())),
                map -> map.count().getAsLong() + "/" + map.iterated().getAsLong());
    }

    private static Map<String, String> figures(List<MapSnapshot> maps) {
        return byId(
                maps.stream(),
                map -> List.of(
                                map.kind(),
                                map.count(),
                                map.iterated(),
                                map.capacity(),
                                map.longestProbe(),
                                map.heldBytes(),
                                map.neededBytes())
                        .toString());
    }

    private static Map<String, String> byId(Stream<MapSnapshot> maps, Function<MapSnapshot, String> what) {
        return maps.collect(Collectors.toMap(MapSnapshot::id, what, (one, _) -> one, TreeMap::new));
    }
}
