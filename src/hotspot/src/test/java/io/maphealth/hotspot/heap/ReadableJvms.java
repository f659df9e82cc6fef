package io.maphealth.hotspot.heap;

import io.maphealth.testkit.Jdks;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// The JVMs whose heaps can be read live: every JDK, every collector and every way to write a reference or a header.
final class ReadableJvms {
    private static final String G1 = "-XX:+UseG1GC";
    private static final String SERIAL = "-XX:+UseSerialGC";
    private static final String PARALLEL = "-XX:+UseParallelGC";
    private static final String SHENANDOAH = "-XX:+UseShenandoahGC";
    private static final String WIDE_REFERENCES = "-XX:-UseCompressedOops";
    private static final String WIDE_HEADERS = "-XX:-UseCompressedClassPointers";
    private static final String COMPACT_HEADERS = "-XX:+UseCompactObjectHeaders";

    /// With `-Dmaphealth.targets=all` every JDK is tried with every option.
    private static final boolean ALL = "all".equals(System.getProperty("maphealth.targets"));

    /// By JDK; the one that is not named is always tried with every option.
    private static final Map<Integer, Set<String>> CHOSEN = Map.of(
            11, Set.of(G1, PARALLEL),
            17, Set.of(SERIAL, SHENANDOAH, WIDE_REFERENCES),
            21, Set.of(G1, WIDE_HEADERS));

    private ReadableJvms() {}

    /// A JDK and an option of its JVM.
    static Stream<Arguments> chosen() {
        return Jdks.runTimes(11, 17, 21, 25).stream()
                .flatMap(jdk -> options(jdk.feature()).map(option -> Arguments.of(jdk, option)));
    }

    private static Stream<String> options(int feature) {
        Stream<String> all =
                Stream.of(G1, SERIAL, PARALLEL, WIDE_REFERENCES, feature >= 25 ? COMPACT_HEADERS : WIDE_HEADERS);
        Stream<String> tried = feature >= 17 ? Stream.concat(all, Stream.of(SHENANDOAH)) : all;
        Set<String> chosen = CHOSEN.getOrDefault(feature, Set.of());
        return tried.filter(option -> ALL || chosen.isEmpty() || chosen.contains(option));
    }
}
