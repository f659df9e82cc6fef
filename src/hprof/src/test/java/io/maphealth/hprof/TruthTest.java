package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.hprof.MapZoo;
import io.maphealth.testkit.hprof.MapZoo.Truth;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The oracle is the JVM that wrote the dump: what each map said of itself while it lived.
class TruthTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> jvms() {
        return Jdks.installed(17, 25).stream()
                .flatMap(jdk -> collectors(jdk).map(collector -> Arguments.of(jdk, collector)));
    }

    /// G1 and Parallel dump by address, ZGC and Shenandoah in the order in which they find the objects.
    private static Stream<String> collectors(Jdk jdk) {
        Stream<String> all = Stream.of("-XX:+UseG1GC", "-XX:+UseParallelGC", "-XX:+UseZGC");
        return jdk.feature() < 25
                ? all
                : Stream.concat(all, Stream.of("-XX:+UseShenandoahGC", "-XX:+UseCompactObjectHeaders"));
    }

    @ParameterizedTest
    @MethodSource("jvms")
    void everyFigureOfEveryMapIsWhatTheLiveJvmSaid(Jdk jdk, String collector) throws Exception {
        try (MapZoo zoo = MapZoo.start(jdk, folder, collector)) {
            List<Truth> truth = zoo.truth();
            Path plain = zoo.dump("plain.hprof");
            assertThat(found(plain, truth)).isEqualTo(truth);
            assertThat(read(plain, 5).sites())
                    .as("maps that are only counted")
                    .isEqualTo(read(plain, 0).sites());
            assertThat(found(zoo.dumpByJcmd("packed.hprof.gz", "-gz=1"), truth)).isEqualTo(truth);
            if (jdk.feature() >= 22) {
                assertThat(found(zoo.dumpByJcmd("parallel.hprof", "-parallel=2"), truth))
                        .isEqualTo(truth);
            }
        }
    }

    @Test
    void theMapsOfLibrariesAreWhatTheLiveJvmSaid() throws Exception {
        List<Path> jars = new ArrayList<>();
        for (String name : List.of(
                "com.github.benmanes.caffeine.cache.Caffeine",
                "com.google.common.collect.HashBiMap",
                "io.netty.util.collection.IntObjectHashMap",
                "it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap",
                "org.agrona.collections.Int2ObjectHashMap",
                "org.eclipse.collections.api.PrimitiveIterable",
                "org.eclipse.collections.impl.map.mutable.UnifiedMap",
                "scala.collection.mutable.HashMap")) {
            jars.add(Path.of(Class.forName(name)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        }
        try (MapZoo zoo = MapZoo.ofLibraries(Jdks.current(), folder, jars)) {
            List<Truth> truth = zoo.truth();
            assertThat(sums(zoo.dump("libraries.hprof"), truth)).isEqualTo(truth);
        }
    }

    /// What the reader says of all maps of each owner together: a cache may have a map for each of its segments.
    private static List<Truth> sums(Path dump, List<Truth> truth) throws Exception {
        Map<String, SiteSnapshot> byOwner = read(dump).sites().stream()
                .filter(site -> site.site().owner().isPresent())
                .collect(Collectors.toMap(site -> site.site().owner().get(), Function.identity(), (one, _) -> one));
        return truth.stream()
                .map(expected -> Optional.ofNullable(byOwner.get(expected.owner()))
                        .map(site -> new Truth(
                                expected.owner(),
                                site.count().orElse(-1),
                                site.iterated().orElse(-1),
                                -1,
                                -1))
                        .orElse(new Truth("no " + expected.owner(), 0, 0, 0, 0)))
                .toList();
    }

    /// What the reader says of the maps that the truth is about, in the same order and words.
    private static List<Truth> found(Path dump, List<Truth> truth) throws Exception {
        var byOwner = read(dump).maps().stream()
                .filter(map -> map.site().owner().isPresent())
                .collect(Collectors.toMap(map -> map.site().owner().get(), Function.identity(), (one, _) -> one));
        return truth.stream()
                .map(expected -> described(expected, Optional.ofNullable(byOwner.get(expected.owner()))))
                .toList();
    }

    private static Census read(Path dump) throws Exception {
        return read(dump, 0);
    }

    private static Census read(Path dump, int top) throws Exception {
        Census census = new HeapDumpReader(
                        new HeapDumpOptions(top, 2, 64 << 20), InstantSource.system(), Progress.SILENT)
                .read(dump);
        assertThat(census.incompleteReason()).isEmpty();
        return census;
    }

    private static Truth described(Truth expected, Optional<MapSnapshot> found) {
        assertThat(found).as(expected.owner()).isPresent();
        MapSnapshot map = found.get();
        long slots = map.kind().equals("java.util.IdentityHashMap") ? 2 : 1;
        return new Truth(
                expected.owner(),
                map.count().getAsLong(),
                map.iterated().getAsLong(),
                expected.tableLength() < 0 ? -1 : map.capacity().orElse(0) * slots,
                expected.longestChain() < 0 ? -1 : map.longestProbe().orElse(-1));
    }
}
