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
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthOverDumpsTest {
    private final TestingTarget dumps =
            new TestingTarget().seenBy(SourceKind.HEAP_DUMP).every(Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({"2, 0.3, 0.2", "3, 0.5, 0.4", "4, 0.7, 0.6", "7, 0.7, 0.8"})
    void eachDumpInWhichASiteGrowsMakesItSurer(int number, double confidence, double score) {
        List<Finding> findings = List.of();
        for (int dump = 1; dump <= number; dump++) {
            findings = look(1_000L * dump);
        }

        assertThat(leaks(findings)).singleElement().isInstanceOfSatisfying(LeakGrowth.class, leak -> {
            assertThat(leak.verdict().confidence()).isEqualTo(confidence);
            assertThat(leak.leakScore()).isCloseTo(score, Offset.offset(1e-9));
        });
    }

    @Test
    void oneDumpTellsOfNoGrowth() {
        assertThat(leaks(look(1_000_000))).isEmpty();
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
