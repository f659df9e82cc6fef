package io.maphealth.hprof.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.hprof.heap.HeapClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GapSamplesTest {
    private static final HeapClass ENTRY =
            new HeapClass(0, 8, "com/acme/Entry", Optional.empty(), List.of(), List.of());

    private final GapSamples gaps = new GapSamples();

    @Test
    void whatIsDeadBehindMostObjectsIsNoPartOfThem() {
        see(200, 80);
        see(100, 64);

        assertThat(gaps.bytesOfClass()).containsExactly(Map.entry("com/acme/Entry", 64L));
    }

    @Test
    void anAccidentOfADamagedDumpIsNoSize() {
        see(1_000, 64);
        see(5, 16);

        assertThat(gaps.bytesOfClass()).containsExactly(Map.entry("com/acme/Entry", 64L));
    }

    @Test
    void objectsThatDoNotGoByAddressTellNoSize() {
        see(40, 64);
        see(30, -4_096);
        see(31, 1 << 20);

        assertThat(gaps.bytesOfClass()).isEmpty();
    }

    private void see(int times, long distance) {
        for (int i = 0; i < times; i++) {
            gaps.instance(ENTRY, distance);
        }
    }
}
