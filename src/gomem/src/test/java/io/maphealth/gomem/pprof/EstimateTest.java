package io.maphealth.gomem.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
    private static final long RATE = 512 << 10;

    @Test
    void takesEveryByteForItselfWhenAllAreSampled() {
        assertThat(Estimate.of(3, 4096, 1)).isEqualTo(new Estimate(4096, 0));
    }

    @ParameterizedTest
    @CsvSource({
        // n small objects: 1 / sqrt(n)
        "1, 48, 1.0",
        "100, 4800, 0.1",
        "40, 737280, 0.155",
        // one object far above the rate is always seen
        "1, 40000000, 0.0",
    })
    void statesTheErrorOfTheSampling(long objects, long bytes, double error) {
        assertThat(Estimate.of(objects, bytes, RATE).relativeError()).isCloseTo(error, within(0.001));
    }

    /// The way the Go runtime samples: the next sample is an exponential number of bytes away.
    @ParameterizedTest
    @CsvSource({"48, 100000", "18432, 2000", "262144, 100", "2506752, 10"})
    void isRightOnAverageAndAsFarOffAsItStates(int size, int objects) {
        SplittableRandom random = new SplittableRandom(size);
        int runs = 2000;
        double sum = 0;
        double squares = 0;
        double stated = 0;
        for (int run = 0; run < runs; run++) {
            long seen = sampled(size, objects, random);
            Estimate estimate = Estimate.of(seen, seen * size, RATE);
            double off = estimate.bytes() - (double) size * objects;
            sum += off;
            squares += off * off;
            stated += estimate.variance();
        }
        double spread = Math.sqrt(squares / runs);
        assertThat(sum / runs).as("bias").isCloseTo(0, within(4 * spread / Math.sqrt(runs)));
        assertThat(Math.sqrt(stated / runs)).as("stated error").isCloseTo(spread, within(spread * 0.1 + 1));
    }

    private static long sampled(int size, int objects, SplittableRandom random) {
        double next = -Math.log(1 - random.nextDouble()) * RATE;
        long seen = 0;
        for (int object = 0; object < objects; object++) {
            next -= size;
            if (next < 0) {
                seen++;
                next = -Math.log(1 - random.nextDouble()) * RATE;
            }
        }
        return seen;
    }
}
