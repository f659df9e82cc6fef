package io.maphealth.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.HeapLayout;
import io.maphealth.core.HeapLayout.Known;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.hprof.MapZoo;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a dump shows of its heap, against the options that the JVM which wrote it was started with.
class HeapLayoutTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "-XX:+UseSerialGC, true, false, 8",
        "-XX:-UseCompressedOops, false, false, 8",
        "-XX:+UseCompactObjectHeaders, true, true, 8",
        "-XX:-UseCompressedOops -XX:+UseCompactObjectHeaders, false, true, 8",
        "-XX:ObjectAlignmentInBytes=16, true, false, 16"
    })
    void isMeasured(String options, boolean compressed, boolean compact, int alignment) throws Exception {
        assertThat(layout(options.split(" ")))
                .isEqualTo(
                        new HeapLayout(Known.measured(compressed), Known.measured(compact), Known.measured(alignment)));
    }

    /// Objects that happen to lie in order tell of it, and else where they lie.
    @Test
    void ofAHeapOutOfOrderIsRightToo() throws Exception {
        HeapLayout layout = layout("-XX:+UseZGC");

        assertThat(layout.compressedOops().value()).isFalse();
        assertThat(layout.compactHeaders().value()).isFalse();
        assertThat(layout.alignmentBytes()).isEqualTo(Known.measured(8));
    }

    private HeapLayout layout(String... options) throws Exception {
        try (MapZoo zoo = MapZoo.start(Jdks.current(), folder, options)) {
            return TinyHeap.reader().read(zoo.dump("heap.hprof")).heapLayout().orElseThrow();
        }
    }
}
