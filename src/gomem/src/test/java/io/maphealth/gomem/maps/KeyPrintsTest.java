package io.maphealth.gomem.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyPrintsTest {
    private final long[] keys = new SplittableRandom(1).longs(1_000).toArray();

    @Test
    void theSameKeysAreThereInAnyOrder() {
        long[] turned = LongStream.range(0, keys.length)
                .map(i -> keys[keys.length - 1 - (int) i])
                .toArray();

        assertThat(new KeyPrints(keys, 0).alsoIn(new KeyPrints(turned, 0))).isEqualTo(1_000);
    }

    @Test
    void aQuarterThatWentIsMissing() {
        long[] left = LongStream.of(keys).skip(250).toArray();

        assertThat(new KeyPrints(keys, 0).alsoIn(new KeyPrints(left, 0))).isEqualTo(750);
    }

    @Test
    void whatIsThinnedIsFoundAmongWhatIsThinnedLess() {
        KeyPrints few = new KeyPrints(keys, 0).thinnedTo(100);

        assertThat(few.size()).isBetween(40, 100);
        assertThat(few.thinning()).isEqualTo(4);
        assertThat(few.alsoIn(new KeyPrints(keys, 0))).isEqualTo(few.size());
    }
}
