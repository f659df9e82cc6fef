package io.maphealth.javamaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IdFilterTest {
    private static final int IDS = 10_000;

    @Test
    void neverDeniesAnIdThatWasAddedAndDeniesMostOthers() {
        IdFilter filter = new IdFilter(IDS, 16);
        long[] ids = new SplittableRandom(42).longs(IDS).toArray();
        LongStream.of(ids).forEach(filter::add);

        assertThat(LongStream.of(ids)).allMatch(filter::mayHave);
        assertThat(new SplittableRandom(43).longs(IDS).filter(filter::mayHave).count())
                .isLessThan(IDS / 10);
    }

    @Test
    void anEmptyOneDeniesAll() {
        IdFilter filter = new IdFilter(0, 16);

        assertThat(LongStream.range(0, IDS)).noneMatch(filter::mayHave);
    }
}
