package io.maphealth.core.detect;

import static io.maphealth.core.detect.TestingTarget.counted;
import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Finding;
import io.maphealth.core.Finding.LeakGrowth;
import io.maphealth.core.Severity;
import io.maphealth.core.SourceKind;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthOverDumpsTest {
    private final TestingTarget dumps =
            new TestingTarget().seenBy(SourceKind.HEAP_DUMP).every(Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0.3", "3, 0.5", "4, 0.7", "7, 0.7"})
    void eachDumpInWhichASiteGrowsMakesItSurer(int number, double confidence) {
        List<Finding> findings = List.of();
        for (int dump = 1; dump <= number; dump++) {
            findings = look(1_000L * dump);
        }

        assertThat(leaks(findings).stream()
                        .mapToDouble(finding -> finding.verdict().confidence())
                        .sum())
                .isEqualTo(confidence);
    }

    @Test
    void twoDumpsAreAHintAndNoWarning() {
        look(1_000);

        assertThat(leaks(look(2_000)).getFirst().verdict().severity()).isEqualTo(Severity.INFO);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1030, 1060", "1000, 2000, 1990", "1000, 3000, 3000", "1, 2, 3"})
    void aSteadyBandOneFallAndAFewEntriesAreNoLeak(long first, long second, long third) {
        look(first);
        look(second);

        assertThat(leaks(look(third))).isEmpty();
    }

    @Test
    void aLiveSourceNeedsItsFullWindow() {
        TestingTarget live = new TestingTarget().seenBy(SourceKind.PROCESS_MEMORY);
        live.look(counted(1, 1_000, 40_000, OptionalDouble.empty()));

        assertThat(leaks(live.look(counted(1, 9_000, 360_000, OptionalDouble.empty()))))
                .isEmpty();
    }

    private List<Finding> look(long entries) {
        return dumps.look(counted(1, entries, 40 * entries, OptionalDouble.empty()));
    }

    private static List<Finding> leaks(List<Finding> findings) {
        return findings.stream().filter(LeakGrowth.class::isInstance).toList();
    }
}
