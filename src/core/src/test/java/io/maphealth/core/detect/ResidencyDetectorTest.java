package io.maphealth.core.detect;

import static io.maphealth.core.detect.TestingTarget.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Finding;
import io.maphealth.core.Finding.Residency;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.SourceKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidencyDetectorTest {
    private static final MapSnapshot EMPTIED = map().count(10)
            .heldBytes(40_000_000)
            .neededBytes(960)
            .peakEvidence(PeakEvidence.TOMBSTONES)
            .build();

    private final TestingTarget target = new TestingTarget().seenBy(SourceKind.EXPORTER);

    @ParameterizedTest
    @CsvSource({"2, false", "3, true"})
    void needsThreeCyclesWhichAnotherSourceMayTell(int cycles, boolean found) {
        target.gcCycles(SourceKind.PPROF, 100);
        rounds(5);
        target.gcCycles(SourceKind.PPROF, 100 + cycles);

        assertThat(residency(rounds(1)).size()).isEqualTo(found ? 1 : 0);
    }

    @Test
    void countsTheCyclesFromTheFirstRoundThatShowsTheGhost() {
        target.gcCycles(SourceKind.PPROF, 100);
        target.look(map().count(900_000)
                .heldBytes(40_000_000)
                .neededBytes(35_000_000)
                .build());
        target.gcCycles(SourceKind.PPROF, 110);
        rounds(3);
        target.gcCycles(SourceKind.PPROF, 115);

        assertThat(residency(rounds(1))).singleElement().satisfies(residency -> {
            assertThat(residency.gcCycles()).isEqualTo(5);
            assertThat(residency.ghostBytes()).isEqualTo(40_000_000 - 960);
        });
    }

    @Test
    void remembersTheFirstRoundForAsLongAsADay() {
        target.gcCycles(SourceKind.PPROF, 100);
        rounds(2_000);
        target.gcCycles(SourceKind.PPROF, 103);

        assertThat(residency(rounds(1))).hasSize(1);
    }

    @Test
    void isQuietWithoutCycles() {
        assertThat(residency(rounds(100))).isEmpty();
    }

    @Test
    void startsOverWhenTheCyclesGoBack() {
        target.gcCycles(SourceKind.PPROF, 100);
        rounds(5);
        target.gcCycles(SourceKind.PPROF, 3);

        assertThat(rounds(1)).isEmpty();
    }

    private List<Finding> rounds(int number) {
        List<Finding> findings = List.of();
        for (int round = 0; round < number; round++) {
            findings = target.look(EMPTIED);
        }
        return findings;
    }

    private static List<Residency> residency(List<Finding> findings) {
        return findings.stream()
                .filter(Residency.class::isInstance)
                .map(Residency.class::cast)
                .toList();
    }
}
