package io.maphealth.core.history;

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

    @Test
    void theSameKeysAreKeptWheneverTheyAreThinned() {
        KeyPrints all = prints(0, 1_000);

        KeyPrints fewer = all.thinnedTo(256);

        assertThat(fewer.thinning()).isEqualTo(2);
        assertThat(fewer.shareIn(all)).isEqualTo(1);
        assertThat(prints(0, 2_000).withThinning(fewer.thinning()).shareIn(prints(0, 1_000)))
                .isEqualTo(0.5);
    }

    @Test
    void keysThatWentAreMissed() {
        assertThat(prints(0, 100).shareIn(prints(25, 400))).isEqualTo(0.75);
        assertThat(prints(0, 100).shareIn(prints(100, 400))).isZero();
    }

    @Test
    void keysOfOneNumberCountOneByOne() {
        assertThat(new KeyPrints(new long[] {7, 7, 7, 9}, 0).shareIn(new KeyPrints(new long[] {7, 7}, 0)))
                .isEqualTo(0.5);
    }

    private static KeyPrints prints(int from, int to) {
        return new KeyPrints(LongStream.range(from, to).toArray(), 0);
    }
}
