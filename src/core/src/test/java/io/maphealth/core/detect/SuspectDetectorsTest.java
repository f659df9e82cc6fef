package io.maphealth.core.detect;

import static io.maphealth.core.detect.TestingTarget.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Contract;
import io.maphealth.core.Finding;
import io.maphealth.core.Finding.Breach;
import io.maphealth.core.Finding.BrokenContract;
import io.maphealth.core.Finding.GrowthStalled;
import io.maphealth.core.Growth;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Severity;
import io.maphealth.core.SourceKind;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Collision, GrowthStalled and BrokenContract: what is seen of single maps.
class SuspectDetectorsTest {
    private final TestingTarget target = new TestingTarget();

    @ParameterizedTest
    @CsvSource({"64, 9, 9, false", "64, 10, 9, true", "63, 10, 9, false"})
    void findsAChainThatIsTooLongInALargeEnoughMap(long count, long longest, long allowed, boolean found) {
        MapSnapshot map = map().count(count).probe(longest, allowed).build();

        assertThat(target.look(map)).isEmpty();
        assertThat(!target.look(map).isEmpty()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"17, 0.5, INFO", "18, 0.9, WARNING"})
    void isSurerOfAChainOfTwiceTheAllowedLength(long longest, double confidence, Severity severity) {
        assertThat(after(2, _ -> map().count(100).probe(longest, 9).build()))
                .extracting(Finding::verdict)
                .satisfiesExactly(verdict -> {
                    assertThat(verdict.confidence()).isEqualTo(confidence);
                    assertThat(verdict.severity()).isEqualTo(severity);
                });
    }

    @Test
    void findsAGrowthThatMovesNothingForFiveRounds() {
        IntFunction<MapSnapshot> stalled = _ -> growing(70_000, 512);

        assertThat(after(5, stalled)).isEmpty();
        assertThat(after(1, stalled)).singleElement().isInstanceOfSatisfying(GrowthStalled.class, finding -> {
            assertThat(finding.rounds()).isEqualTo(5);
            assertThat(finding.growth()).isEqualTo(new Growth(512, 2_048));
        });
    }

    @Test
    void isQuietAboutAGrowthThatMovesOneBucketNowAndThen() {
        assertThat(after(100, round -> growing(70_000, round / 5))).isEmpty();
    }

    @Test
    void isQuietAboutAStalledGrowthOfASmallMap() {
        assertThat(after(100, _ -> growing(65_535, 512))).isEmpty();
    }

    @Test
    void isQuietAboutAGrowthInOneDump() {
        target.seenBy(SourceKind.HEAP_DUMP);

        assertThat(target.look(growing(70_000, 512))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "50, 0, 0, MUTATED_KEY, WARNING",
        "0, 50, 0, UNEQUAL_KEY, WARNING",
        "0, 0, 50, SELF_HELD, WARNING",
        "9, 0, 0, MUTATED_KEY, INFO",
        "10, 0, 0, MUTATED_KEY, WARNING",
    })
    void findsEachWayToBreakTheContract(long misplaced, long unequal, long selfHeld, Breach breach, Severity severity) {
        IntFunction<MapSnapshot> broken = _ -> broken(misplaced, unequal, selfHeld);

        assertThat(after(1, broken)).isEmpty();
        assertThat(after(1, broken)).singleElement().satisfies(finding -> {
            assertThat(finding)
                    .isInstanceOfSatisfying(
                            BrokenContract.class,
                            found -> assertThat(found.breach()).isEqualTo(breach));
            assertThat(finding.verdict().severity()).isEqualTo(severity);
        });
    }

    @Test
    void oneChainThatBitesItsTailIsAWarningAndATornOrderOfAFewEntriesIsNot() {
        target.seenBy(SourceKind.HEAP_DUMP);
        MapSnapshot torn = map().count(100)
                .contract(new Contract(
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(1),
                        OptionalLong.of(3)))
                .build();

        assertThat(target.look(torn))
                .map(finding -> finding.verdict().severity())
                .containsExactlyInAnyOrder(Severity.WARNING, Severity.INFO);
    }

    @Test
    void findsAllWaysInOneLookAtADump() {
        target.seenBy(SourceKind.HEAP_DUMP);

        assertThat(target.look(broken(50, 40, 30))).hasSize(3);
    }

    @Test
    void isQuietAboutStaleEntriesOfAWeakMap() {
        Contract stale =
                new Contract(OptionalLong.of(0), OptionalLong.of(0), OptionalLong.of(0), OptionalLong.of(1_000));

        assertThat(after(10, _ -> map().count(1_000).contract(stale).build())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2048, 1024, true", "2050, 1024, false", "1024, 1023, false"})
    void findsATableFullOfTombstones(long capacity, long tombstones, boolean found) {
        List<Finding> findings = after(
                2,
                _ -> map().count(10).capacity(capacity).tombstones(tombstones).build());

        assertThat(!findings.isEmpty()).isEqualTo(found);
    }

    @Test
    void deletedCellsOfBucketsAreNoFaultForASearchPassesThemAnyway() {
        MapSnapshot buckets = MapSnapshot.builder("0x1", map().build().site(), MapSnapshot.BUCKETS_OF_GO)
                .count(10)
                .capacity(2048)
                .tombstones(2000)
                .build();

        assertThat(after(2, _ -> buckets)).isEmpty();
        assertThat(buckets.suspicious()).isFalse();
    }

    private List<Finding> after(int rounds, IntFunction<MapSnapshot> life) {
        List<Finding> findings = List.of();
        for (int round = 1; round <= rounds; round++) {
            findings = target.look(life.apply(round));
        }
        return findings;
    }

    private static MapSnapshot growing(long heldBytes, long moved) {
        return map().count(2_000)
                .heldBytes(heldBytes)
                .growth(new Growth(moved, 2_048))
                .build();
    }

    private static MapSnapshot broken(long misplaced, long unequal, long selfHeld) {
        Contract contract = new Contract(
                OptionalLong.of(misplaced), OptionalLong.of(unequal), OptionalLong.of(selfHeld), OptionalLong.empty());
        return map().count(100).contract(contract).build();
    }
}
