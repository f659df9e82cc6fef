package io.maphealth.core.detect;

import static io.maphealth.core.detect.TestingTarget.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Finding;
import io.maphealth.core.Finding.GhostMemory;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Severity;
import io.maphealth.core.SourceKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GhostMemoryDetectorTest {
    private static final long MIB = 1 << 20;

    private final TestingTarget target = new TestingTarget();

    @ParameterizedTest
    @CsvSource({
        "1048577, 0, true",
        "1048576, 0, false",
        "4194304, 1048575, true",
        "4194304, 1048576, false",
        "400000000, 8000000, true",
        "1000, 5000, false",
    })
    void needsAMebibyteAndFourTimesWhatIsNeeded(long heldBytes, long neededBytes, boolean found) {
        List<Finding> findings = rounds(3, emptied(heldBytes, neededBytes, PeakEvidence.TOMBSTONES));

        assertThat(!findings.isEmpty()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"100, true", "105, false"})
    void needsTwoPercentOfTheMemoryLimit(long limitMib, boolean found) {
        target.limitedTo(limitMib * MIB);

        List<Finding> findings = rounds(3, emptied(2 * MIB + 10, 0, PeakEvidence.TOMBSTONES));

        assertThat(!findings.isEmpty()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"TOMBSTONES, 3, 0.9", "MODIFICATIONS, 3, 0.9", "CAPACITY, 11, 0.5"})
    void waitsForTheRoundsThatItsEvidenceAsks(PeakEvidence evidence, int rounds, double confidence) {
        MapSnapshot map = emptied(40 * MIB, 960, evidence);

        assertThat(rounds(rounds - 1, map)).isEmpty();
        assertThat(rounds(1, map)).singleElement().satisfies(finding -> {
            assertThat(finding.verdict().confidence()).isEqualTo(confidence);
            assertThat(finding.verdict().since()).isEqualTo(target.at(1));
        });
    }

    @Test
    void isQuietWithoutEvidenceOfAnEarlierPeak() {
        assertThat(rounds(50, emptied(40 * MIB, 960, PeakEvidence.NONE))).isEmpty();
    }

    @Test
    void isQuietWhileAPreSizedMapFillsUp() {
        for (int count = 1; count < 100; count++) {
            assertThat(target.look(map().count(count)
                            .heldBytes(40 * MIB)
                            .neededBytes(100L * count)
                            .peakEvidence(PeakEvidence.CAPACITY)
                            .build()))
                    .isEmpty();
        }
    }

    @Test
    void isSurestOfAPeakThatItHasSeenAndTellsIt() {
        rounds(1, map().count(900_000).heldBytes(40 * MIB).neededBytes(30 * MIB).build());

        assertThat(rounds(3, emptied(40 * MIB, 960, PeakEvidence.NONE)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding).isInstanceOfSatisfying(GhostMemory.class, ghost -> {
                        assertThat(ghost.peakCount()).hasValue(900_000);
                        assertThat(ghost.ghostBytes()).isEqualTo(40 * MIB - 960);
                    });
                    assertThat(finding.verdict().confidence()).isEqualTo(0.95);
                    assertThat(finding.verdict().since()).isEqualTo(target.at(2));
                    assertThat(finding.verdict().map()).contains("0x1");
                });
    }

    @Test
    void startsOverWhenTheMapWasFullInBetween() {
        rounds(2, emptied(40 * MIB, 960, PeakEvidence.TOMBSTONES));
        rounds(1, map().count(900_000).heldBytes(40 * MIB).neededBytes(30 * MIB).build());

        assertThat(rounds(2, emptied(40 * MIB, 960, PeakEvidence.TOMBSTONES))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"TOMBSTONES, 0.9, WARNING", "CAPACITY, 0.5, INFO"})
    void needsOneLookAtAFrozenTarget(PeakEvidence evidence, double confidence, Severity severity) {
        target.seenBy(SourceKind.HEAP_DUMP);

        assertThat(rounds(1, emptied(40 * MIB, 960, evidence)))
                .extracting(Finding::verdict)
                .satisfiesExactly(verdict -> {
                    assertThat(verdict.confidence()).isEqualTo(confidence);
                    assertThat(verdict.severity()).isEqualTo(severity);
                });
    }

    @Test
    void isCriticalBeyondHalfOfTheLimit() {
        target.limitedTo(64 * MIB);

        assertThat(rounds(3, emptied(40 * MIB, 960, PeakEvidence.TOMBSTONES)))
                .extracting(finding -> finding.verdict().severity())
                .containsExactly(Severity.CRITICAL);
    }

    @Test
    void addsManySmallMapsUpAndNamesNoneOfThem() {
        List<Finding> findings = List.of();
        for (int round = 0; round < 3; round++) {
            findings = target.look(census -> {
                for (int i = 0; i < 10_000; i++) {
                    census.add(MapSnapshot.builder("0x" + i, TestingTarget.SITE, "go-swiss")
                            .count(0)
                            .heldBytes(1_024)
                            .neededBytes(48)
                            .peakEvidence(PeakEvidence.TOMBSTONES)
                            .build());
                }
            });
        }

        assertThat(findings)
                .hasOnlyElementsOfType(GhostMemory.class)
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict().map()).isEmpty());
    }

    @Test
    void takesTheEvidenceOfTheMapsThatHoldMostOfIt() {
        List<Finding> findings = List.of();
        for (int round = 0; round < 5; round++) {
            findings = target.look(census -> {
                census.add(emptied(40 * MIB, 960, PeakEvidence.CAPACITY));
                census.add(MapSnapshot.builder("0x2", TestingTarget.SITE, "go-swiss")
                        .count(1)
                        .heldBytes(500)
                        .neededBytes(48)
                        .peakEvidence(PeakEvidence.TOMBSTONES)
                        .build());
            });
        }

        assertThat(findings).isEmpty();
    }

    private List<Finding> rounds(int number, MapSnapshot map) {
        List<Finding> findings = List.of();
        for (int round = 0; round < number; round++) {
            findings = target.look(map);
        }
        return findings;
    }

    private static MapSnapshot emptied(long heldBytes, long neededBytes, PeakEvidence evidence) {
        return map().count(10)
                .heldBytes(heldBytes)
                .neededBytes(neededBytes)
                .peakEvidence(evidence)
                .build();
    }
}
