package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.hprof.MapZoo;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How each map of a real JVM is reached from a root; maps are told apart by their sizes.
class PathTest {
    private static final Map<Long, String> EXPECTED = new TreeMap<>(Map.ofEntries(
            Map.entry(1_001L, "OwnerZoo$Registry.INSTANCE.sessions"),
            Map.entry(1_002L, "OwnerZoo.tenants[value].carts"),
            Map.entry(1_003L, "OwnerZoo.nested[value]"),
            Map.entry(1_004L, "OwnerZoo.shards[value]"),
            Map.entry(1_005L, "OwnerZoo.application.services[value].cache"),
            Map.entry(1_006L, "OwnerZoo.application.oldServices[value].cache"),
            Map.entry(1_007L, "Thread \"with-batch\" local.rows"),
            Map.entry(1_008L, "Thread \"with-map\" local"),
            Map.entry(1_009L, "Thread \"with-context\" local"),
            Map.entry(1_010L, "Thread \"with-set\" local"),
            Map.entry(1_011L, "Thread \"with-maps\" local[value]"),
            Map.entry(1_012L, "OwnerZoo.groups[value]")));

    @TempDir
    private Path folder;

    @Test
    void thePathOfAMapIsWhatAPersonWouldSay() throws Exception {
        try (MapZoo zoo = MapZoo.ofOwners(Jdks.current(), folder)) {
            assertThat(paths(zoo.dump("owners.hprof"))).isEqualTo(EXPECTED);
        }
    }

    private static Map<Long, String> paths(Path dump) throws Exception {
        return new HeapDumpReader(new HeapDumpOptions(50, 2, 64 << 20), InstantSource.system(), Progress.SILENT)
                .read(dump).maps().stream()
                        .filter(map -> EXPECTED.containsKey(map.count().orElse(0)))
                        .collect(Collectors.toMap(
                                map -> map.count().getAsLong(),
                                map -> map.path().orElse("nobody knows"),
                                (one, _) -> one,
                                TreeMap::new));
    }
}
