package io.maphealth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.maphealth.core.Finding.Breach;
import io.maphealth.core.Finding.LeakShape;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FindingTextTest {
    private static final Verdict SESSIONS = of("main.sessions");

    static Stream<Arguments> findings() {
        return Stream.of(
                arguments(
                        new Finding.CountDrift(SESSIONS, 3000, 3096, 12),
                        "main.sessions says it has 3,000 entries but holds 3,096: 96 more than it counts"),
                arguments(
                        new Finding.CountDrift(SESSIONS, 1, -8, 3),
                        "main.sessions says it has 1 entry but holds -8: 9 cannot be found"),
                arguments(
                        new Finding.GhostMemory(
                                SESSIONS, 400_000_000, 8_000_000, OptionalLong.of(5_000_000), PeakEvidence.NONE),
                        "main.sessions holds 400 MB for entries that need 8.0 MB: rebuilding it would free 392 MB"
                                + " (it once had 5,000,000 entries)"),
                arguments(
                        new Finding.LeakGrowth(
                                SESSIONS, 0.9, LeakShape.ENTRIES, OptionalDouble.of(1200), 2_400_000, days(3)),
                        "main.sessions only ever grows: it gains 20 entries a minute and 2.4 MB an hour;"
                                + " at this rate the memory limit is reached in 3 days"),
                arguments(
                        new Finding.LeakGrowth(
                                SESSIONS, 0.9, LeakShape.BYTES, OptionalDouble.empty(), 12_000_000, Optional.empty()),
                        "main.sessions only ever grows: it gains 12 MB an hour of map memory"),
                arguments(
                        new Finding.LeakGrowth(
                                SESSIONS, 0.9, LeakShape.INSTANCES, OptionalDouble.of(2), 960, Optional.empty()),
                        "main.sessions has ever more maps: they gain 2 entries an hour and 960 bytes an hour"),
                arguments(
                        new Finding.Residency(SESSIONS, 392_000_000, 5),
                        "main.sessions still holds 392 MB that no entry needs after 5 garbage collections"),
                arguments(
                        new Finding.Collision(SESSIONS, 40, 9, 10_000),
                        "main.sessions has a chain of 40 entries where a fair hash of 10,000 entries gives at most 9:"
                                + " its keys collide"),
                arguments(
                        new Finding.GrowthStalled(SESSIONS, new Growth(512, 2048), 5, 3_000_000),
                        "main.sessions began to grow and has moved nothing for 5 rounds (512 of 2,048 moved):"
                                + " it holds two tables, 3.0 MB"),
                arguments(
                        new Finding.BrokenContract(SESSIONS, Breach.MUTATED_KEY, 12, 100),
                        "main.sessions cannot find 12 of 100 entries under their own hash:"
                                + " keys were changed after they were put"),
                arguments(
                        new Finding.BrokenContract(SESSIONS, Breach.UNEQUAL_KEY, 12, 100),
                        "main.sessions has keys that are not equal to themselves (NaN) in 12 of 100 entries:"
                                + " never found, never deleted"),
                arguments(
                        new Finding.BrokenContract(SESSIONS, Breach.SELF_HELD, 12, 100),
                        "main.sessions holds the weak keys of 12 of 100 entries by their own values:"
                                + " these entries never go"),
                arguments(
                        new Finding.BrokenContract(SESSIONS, Breach.CYCLIC_BIN, 1, 100),
                        "main.sessions has chains that bite their own tail in 1 bin: a search there never ends"),
                arguments(
                        new Finding.BrokenContract(SESSIONS, Breach.BROKEN_ORDER, 3, 100),
                        "main.sessions goes over 3 more or fewer than the 100 entries that can be looked up:"
                                + " its order is torn"),
                arguments(
                        new Finding.BrokenContract(SESSIONS, Breach.TOMBSTONES, 310, 10),
                        "main.sessions has 310 deleted slots in its table beside 10 entries:"
                                + " looking up absent keys is slow"));
    }

    @ParameterizedTest
    @MethodSource("findings")
    void saysWhatIsWrongInOneLine(Finding finding, String summary) {
        assertThat(finding.summary()).isEqualTo(summary);
    }

    @Test
    void keepsALongOrHostileNameToOneBoundedLineOfWholeCodePoints() {
        String hostile = "a\nb\u202e" + "\ud83d\ude00".repeat(300);

        String summary = new Finding.Residency(of(hostile), 1, 3).summary();

        assertThat(summary).startsWith("a b \ud83d\ude00").contains("\ud83d\ude00\u2026 still holds 1 byte");
        assertThat(summary.codePoints().filter(Character::isISOControl)).isEmpty();
        assertThat(summary.codePointCount(0, summary.length())).isLessThan(300);
    }

    @Test
    void givesItsFiguresByTheNamesOfTheCensusJson() {
        Finding leak =
                new Finding.LeakGrowth(SESSIONS, 0.9, LeakShape.ENTRIES, OptionalDouble.of(1200), 96_000, days(1));

        assertThat(leak.evidence())
                .containsExactly(
                        Map.entry("leakScore", 0.9),
                        Map.entry("entriesPerHour", 1200.0),
                        Map.entry("bytesPerHour", 96_000.0),
                        Map.entry("secondsToLimit", 86_400L));
    }

    private static Optional<Duration> days(int days) {
        return Optional.of(Duration.ofDays(days));
    }

    private static Verdict of(String site) {
        return new Verdict(Site.of(site), Optional.empty(), Severity.WARNING, 0.9, Instant.EPOCH);
    }
}
