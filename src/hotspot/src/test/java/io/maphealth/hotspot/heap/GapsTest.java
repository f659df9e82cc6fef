package io.maphealth.hotspot.heap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Stretches of the heap that belong to threads, and an object that seems to run over one, as on a busy heap.
class GapsTest {
    private final Gaps gaps = new Gaps(new long[][] {{300, 400}, {100, 200}, {200, 220}});

    @Test
    void anAddressInAGapGoesOnBehindIt() {
        assertThat(gaps.nextStart(50)).isEqualTo(100);
        assertThat(gaps.endOf(150)).isEqualTo(200);
        assertThat(gaps.endOf(200)).isEqualTo(220);
    }

    @Test
    void anAddressBehindAGapThatWasRunOverGoesOnWhereItIs() {
        assertThat(gaps.endOf(250)).isEqualTo(250);
        assertThat(gaps.nextStart(250)).isEqualTo(300);
        assertThat(gaps.endOf(450)).isEqualTo(450);
        assertThat(gaps.nextStart(450)).isEqualTo(Long.MAX_VALUE);
    }
}
