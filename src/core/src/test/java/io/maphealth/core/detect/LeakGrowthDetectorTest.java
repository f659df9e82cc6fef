package io.maphealth.core.detect;

import static io.maphealth.core.detect.TestingTarget.counted;
import static io.maphealth.core.detect.TestingTarget.sampled;
import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Finding;
import io.maphealth.core.Finding.LeakGrowth;
import io.maphealth.core.Finding.LeakShape;
import io.maphealth.core.Severity;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.SourceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeakGrowthDetectorTest {
    private static final OptionalDouble KEYS_STAY = OptionalDouble.of(1);
    private static final OptionalDouble KEYS_UNKNOWN = OptionalDouble.empty();
    private static final long MB = 1_000_000;

    private final TestingTarget target = new TestingTarget();

    @Test
    void findsEntriesThatGrowInEachOfTenRoundsAfterTheWarmUp() {
        assertThat(firstRound(30, round -> growing(1_000 + 50L * round, KEYS_STAY)))
                .isEqualTo(21);
    }

    @Test
    void tellsTheRateTheTimeToTheLimitAndSinceWhen() {
        target.limitedTo(100 * MB);

        Finding finding = after(21, round -> growing(1_000 + 50L * round, KEYS_STAY));

        assertThat(finding).isInstanceOfSatisfying(LeakGrowth.class, leak -> {
            assertThat(leak.shape()).isEqualTo(LeakShape.ENTRIES);
            assertThat(leak.entriesPerHour().orElseThrow()).isCloseTo(6_000, Offset.offset(1e-6));
            assertThat(leak.bytesPerHour()).isCloseTo(240_000, Offset.offset(1e-6));
            assertThat(leak.leakScore()).isEqualTo(1);
            assertThat(leak.timeToLimit())
                    .contains(Duration.ofSeconds(Math.round(3600 * (100e6 - 2_050 * 40) / 240_000)));
        });
        assertThat(finding.verdict().since()).isEqualTo(target.at(11));
        assertThat(finding.verdict().confidence()).isEqualTo(0.8);
    }

    @ParameterizedTest
    @CsvSource({"0.97, true", "0.96, false"})
    void needsTheKeysToStay(double survival, boolean found) {
        int round = firstRound(40, number -> growing(1_000 + 50L * number, OptionalDouble.of(survival)));

        assertThat(round > 0).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"7, true", "6, false"})
    void isQuietWithinTheBandAroundTheMean(long step, boolean found) {
        // over ten tenths, 60 of 1,030 is less than 6 % and 70 of 1,035 is more
        assertThat(firstRound(21, round -> growing(1_000 - 11 * step + step * round, KEYS_STAY)) > 0)
                .isEqualTo(found);
    }

    @Test
    void isQuietWhenOneTenthDoesNotGrow() {
        assertThat(firstRound(130, round -> growing(1_000 + 50L * (round - round / 10), KEYS_STAY)))
                .isZero();
    }

    @Test
    void isQuietWhileAMapRefillsToWhereItWasBefore() {
        IntFunction<SiteSnapshot> sawtooth = round -> growing(1_000 + 100L * (round % 50), KEYS_UNKNOWN);

        assertThat(all(1, 50, sawtooth)).isNotEmpty();
        assertThat(all(51, 400, sawtooth)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2", "5", "30"})
    void tellsALeakWithoutAGapHoweverShortTheRounds(int seconds) {
        target.every(Duration.ofSeconds(seconds));
        IntFunction<SiteSnapshot> steady = round -> growing(50L * round, KEYS_STAY);
        all(1, 20, steady);

        for (int round = 21; round <= Duration.ofHours(5).toSeconds() / seconds; round++) {
            assertThat(target.look(steady.apply(round))).as("round %d", round).hasSize(1);
        }
    }

    @Test
    void findsALeakThatIsPurgedNowAndThenWhereTheKeysAreKnownToStay() {
        IntFunction<SiteSnapshot> purged = round -> growing(1_000 + 30L * round - 300L * (round / 30), KEYS_STAY);

        assertThat(all(200, 400, purged)).isNotEmpty();
    }

    @Test
    void isInformationOnTheFirstMorningThatItSeesAndQuietOnTheNext() {
        target.every(Duration.ofMinutes(5));
        IntFunction<SiteSnapshot> wave =
                round -> growing(Math.round(10_000 * (1.5 - 0.5 * Math.cos(2 * Math.PI * round / 288))), KEYS_UNKNOWN);

        assertThat(all(1, 288, wave))
                .isNotEmpty()
                .allMatch(finding -> finding.verdict().severity() == Severity.INFO);
        assertThat(all(289, 4 * 288, wave)).isEmpty();
    }

    @Test
    void findsMapsThatMultiplyInThreeRounds() {
        Finding finding = after(14, round -> counted(Math.round(100 * Math.pow(1.11, round)), 0, 1_000));

        assertThat(finding)
                .isInstanceOfSatisfying(
                        LeakGrowth.class, leak -> assertThat(leak.shape()).isEqualTo(LeakShape.INSTANCES));
        assertThat(finding.verdict().confidence()).isEqualTo(0.7);
    }

    @Test
    void isQuietWhenMapsMultiplyMoreSlowly() {
        assertThat(firstRound(20, round -> counted(Math.round(1_000 * Math.pow(1.09, round)), 0, 1_000)))
                .isZero();
    }

    @Test
    void isQuietAboutFewMaps() {
        assertThat(firstRound(20, round -> counted(Math.min(99, 4L * round), 0, 1_000)))
                .isZero();
    }

    @Test
    void isCriticalWhenTheLimitIsNearAndItIsSure() {
        target.limitedTo(2 * MB);

        assertThat(after(21, round -> growing(1_000 + 1_000L * round, KEYS_STAY))
                        .verdict()
                        .severity())
                .isEqualTo(Severity.CRITICAL);
    }

    @Test
    void isAWarningWhenTheLimitIsNearAndItIsNotSure() {
        target.limitedTo(2 * MB);

        assertThat(after(21, round -> growing(1_000 + 1_000L * round, KEYS_UNKNOWN))
                        .verdict()
                        .severity())
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void findsSampledBytesThatClimbBeyondTheNoise() {
        target.seenBy(SourceKind.PPROF);

        Finding finding = after(40, round -> sampled(10 * MB + round * MB, 0.03));

        assertThat(finding).isInstanceOfSatisfying(LeakGrowth.class, leak -> {
            assertThat(leak.shape()).isEqualTo(LeakShape.BYTES);
            assertThat(leak.entriesPerHour()).isEmpty();
            assertThat(leak.bytesPerHour()).isCloseTo(120e6, Offset.offset(1e6));
        });
    }

    @Test
    void isQuietAboutSampledBytesThatStayWithinTheNoise() {
        target.seenBy(SourceKind.PPROF);

        assertThat(firstRound(400, round -> sampled(10 * MB + round * 3_000L, 0.12)))
                .isZero();
    }

    @Test
    void endsWhenSampledBytesHaveStoppedToClimb() {
        target.seenBy(SourceKind.PPROF);
        IntFunction<SiteSnapshot> life = round -> sampled(10 * MB + Math.min(round, 40) * MB, 0.03);

        assertThat(all(1, 40, life)).isNotEmpty();
        assertThat(all(41, 60, life)).isNotEmpty();
        assertThat(all(61, 200, life)).isEmpty();
    }

    private int firstRound(int rounds, IntFunction<SiteSnapshot> life) {
        for (int round = 1; round <= rounds; round++) {
            if (!target.look(life.apply(round)).isEmpty()) {
                return round;
            }
        }
        return 0;
    }

    private Finding after(int rounds, IntFunction<SiteSnapshot> life) {
        for (int round = 1; round < rounds; round++) {
            target.look(life.apply(round));
        }
        return target.look(life.apply(rounds)).getFirst();
    }

    private List<Finding> all(int first, int last, IntFunction<SiteSnapshot> life) {
        List<Finding> findings = new ArrayList<>();
        for (int round = first; round <= last; round++) {
            findings.addAll(target.look(life.apply(round)));
        }
        return findings;
    }

    private static SiteSnapshot growing(long count, OptionalDouble keySurvival) {
        return counted(1, count, count * 40, keySurvival);
    }
}
