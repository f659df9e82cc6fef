package io.maphealth.javamaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FairHashTest {
    @ParameterizedTest
    @CsvSource({"16, 12", "1024, 768", "65536, 49152", "65536, 300000", "64, 40000"})
    void aRandomTableStaysWithinTheBoundAndTheBoundIsNotFarOff(int bins, int entries) {
        SplittableRandom random = new SplittableRandom(1);
        long bound = FairHash.longestChain(entries, bins);
        for (int table = 0; table < 20; table++) {
            int[] chains = new int[bins];
            int longest = 0;
            for (int i = 0; i < entries; i++) {
                longest = Math.max(longest, ++chains[random.nextInt(bins)]);
            }
            assertThat(longest).isLessThanOrEqualTo((int) bound);
            assertThat(bound).isLessThan(Math.max(13, 4L * longest));
        }
    }

    @Test
    void smallMapsMayHaveChainsOfEight() {
        assertThat(FairHash.longestChain(0, 0)).isEqualTo(8);
        assertThat(FairHash.longestChain(8, 1)).isEqualTo(8);
        assertThat(FairHash.longestChain(9, 16)).isEqualTo(8);
    }
}
