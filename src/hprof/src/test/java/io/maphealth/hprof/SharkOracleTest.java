package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.MapSnapshot;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.hprof.MapZoo;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shark.CloseableHeapGraph;
import shark.HeapField;
import shark.HeapObject.HeapInstance;
import shark.HeapObject.HeapObjectArray;
import shark.HprofHeapGraph;

/// The oracle is another reader of heap dumps, asked for every HashMap of a dump by the names of its fields.
class SharkOracleTest {
    @TempDir
    private Path folder;

    static Stream<Jdk> jdks() {
        return Jdks.installed(17, 25).stream();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void findsTheSameHashMapsWithTheSameCountsAndEntries(Jdk jdk) throws Exception {
        try (MapZoo zoo = MapZoo.start(jdk, folder)) {
            Path dump = zoo.dump("heap.hprof");

            assertThat(ours(dump)).isEqualTo(shark(dump));
        }
    }

    private static Map<String, String> ours(Path dump) throws Exception {
        return new HeapDumpReader(new HeapDumpOptions(0, 2, 64 << 20), InstantSource.system(), Progress.SILENT)
                .read(dump).maps().stream()
                        .filter(map ->
                                map.kind().endsWith("HashMap") && map.kind().matches("java.util.(Linked)?HashMap"))
                        .collect(Collectors.toMap(
                                MapSnapshot::id,
                                map -> map.count().getAsLong() + "/"
                                        + map.iterated().getAsLong(),
                                (one, _) -> one,
                                TreeMap::new));
    }

    private static Map<String, String> shark(Path dump) throws Exception {
        Map<String, String> maps = new TreeMap<>();
        try (CloseableHeapGraph graph = HprofHeapGraph.Companion.openHeapGraph(
                dump.toFile(), null, shark.HprofRecordTag.Companion.getRootTags())) {
            var instances = graph.getInstances().iterator();
            while (instances.hasNext()) {
                HeapInstance instance = instances.next();
                if (instance.instanceOf("java.util.HashMap")) {
                    maps.put("0x" + Long.toHexString(instance.getObjectId()), size(instance) + "/" + entries(instance));
                }
            }
        }
        return maps;
    }

    private static int size(HeapInstance map) {
        return Objects.requireNonNull(
                field(map, "java.util.HashMap", "size").getValue().getAsInt());
    }

    private static long entries(HeapInstance map) {
        var table = field(map, "java.util.HashMap", "table").getValue().getAsObject();
        long entries = 0;
        if (table instanceof HeapObjectArray array) {
            for (var bins = array.readElements().iterator(); bins.hasNext(); ) {
                var node = bins.next().getAsObject();
                while (node instanceof HeapInstance entry) {
                    entries++;
                    node = field(entry, "java.util.HashMap$Node", "next")
                            .getValue()
                            .getAsObject();
                }
            }
        }
        return entries;
    }

    private static HeapField field(HeapInstance instance, String type, String name) {
        return Objects.requireNonNull(instance.get(type, name));
    }
}
