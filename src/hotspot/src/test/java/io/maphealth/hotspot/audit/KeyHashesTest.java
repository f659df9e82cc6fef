package io.maphealth.hotspot.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyHashesTest {
    @Test
    void theSameKeysAreKeptWheneverTheyAreThinned() {
        KeyHashes all = hashes(0, 1_000);

        KeyHashes fewer = all.thinned();

        assertThat(fewer.thinning()).isEqualTo(2);
        assertThat(fewer.shareIn(all)).isEqualTo(1);
        assertThat(hashes(0, 2_000).thinnedTo(fewer.thinning()).shareIn(hashes(0, 1_000)))
                .isEqualTo(0.5);
    }

    @Test
    void keysThatWentAreMissed() {
        assertThat(hashes(0, 100).shareIn(hashes(25, 400))).isEqualTo(0.75);
        assertThat(hashes(0, 100).shareIn(hashes(100, 400))).isZero();
    }

    @Test
    void keysOfOneHashCountOneByOne() {
        assertThat(new KeyHashes(new int[] {7, 7, 7, 9}, 0).shareIn(new KeyHashes(new int[] {7, 7}, 0)))
                .isEqualTo(0.5);
    }

    private static KeyHashes hashes(int from, int to) {
        return new KeyHashes(IntStream.range(from, to).toArray(), 0);
    }
}
