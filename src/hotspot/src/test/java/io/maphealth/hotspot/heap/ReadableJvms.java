package io.maphealth.hotspot.heap;

import io.maphealth.testkit.Jdks;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// The JVMs whose heaps can be read live: each JDK with each collector and each way to write a reference or a header.
final class ReadableJvms {
    private ReadableJvms() {}

    /// A JDK and an option of its JVM.
    static Stream<Arguments> all() {
        return Jdks.runTimes(11, 17, 21, 25).stream()
                .flatMap(jdk -> Stream.of(
                                "-XX:+UseG1GC",
                                "-XX:+UseSerialGC",
                                "-XX:+UseParallelGC",
                                "-XX:-UseCompressedOops",
                                jdk.feature() >= 25
                                        ? "-XX:+UseCompactObjectHeaders"
                                        : "-XX:-UseCompressedClassPointers")
                        .map(option -> Arguments.of(jdk, option)));
    }
}
