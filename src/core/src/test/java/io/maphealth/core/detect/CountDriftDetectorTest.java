package io.maphealth.core.detect;

import static io.maphealth.core.detect.TestingTarget.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Finding;
import io.maphealth.core.Finding.CountDrift;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.core.SourceKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountDriftDetectorTest {
    private final TestingTarget target = new TestingTarget();

    @ParameterizedTest
    @CsvSource({
        "7, 4, false",
        "7, 3, true",
        "0, 3, false",
        "0, 4, true",
        "100, 93, false",
        "100, 92, true",
        "100, 107, false",
        "100, 108, true",
        "10000, 9986, false",
        "10000, 9985, true",
        "1000000, 1000020, false",
        "1000000, 1000021, true",
        "3000, 3096, true",
        "2147483647, 12, true",
        "-1, 2, false",
        "-1, 3, true",
    })
    void findsADriftBeyondTheAllowedOneInTwoRounds(long count, long iterated, boolean found) {
        target.look(drifting(count, iterated));

        assertThat(!target.look(drifting(count, iterated)).isEmpty()).isEqualTo(found);
    }

    @Test
    void tellsTheMapItsFiguresAndSinceWhen() {
        target.look(drifting(3000, 3096));

        assertThat(target.look(drifting(3000, 3096))).singleElement().satisfies(finding -> {
            assertThat(finding).isInstanceOfSatisfying(CountDrift.class, drift -> {
                assertThat(drift.count()).isEqualTo(3000);
                assertThat(drift.iterated()).isEqualTo(3096);
                assertThat(drift.allowedDrift()).isEqualTo(12);
            });
            assertThat(finding.verdict().map()).contains("0x1");
            assertThat(finding.verdict().since()).isEqualTo(target.at(1));
            assertThat(finding.verdict().confidence()).isEqualTo(0.95);
        });
    }

    @Test
    void isQuietAfterOneRound() {
        assertThat(target.look(drifting(3000, 3096))).isEmpty();
    }

    @Test
    void findsItInOneLookAtAFrozenTarget() {
        assertThat(target.seenBy(SourceKind.HEAP_DUMP).look(drifting(3000, 3096)))
                .hasSize(1);
    }

    @Test
    void isQuietWhenTheLookWasIncomplete() {
        target.lookIncompletely(drifting(3000, 3096));

        assertThat(target.lookIncompletely(drifting(3000, 3096))).isEmpty();
    }

    @Test
    void isQuietWhenTwoMapsDriftInTurn() {
        for (int round = 0; round < 10; round++) {
            String id = round % 2 == 0 ? "0x1" : "0x2";
            MapSnapshot map = MapSnapshot.builder(id, TestingTarget.SITE, "go-swiss")
                    .count(3000)
                    .iterated(3096)
                    .build();

            assertThat(target.look(map)).isEmpty();
        }
    }

    @Test
    void isQuietWhenAnotherMapHasTakenTheAddress() {
        target.look(drifting(3000, 3096));

        MapSnapshot other = MapSnapshot.builder("0x1", Site.of("map[int]int"), "go-swiss")
                .count(3000)
                .iterated(3096)
                .build();
        assertThat(target.look(other)).isEmpty();
    }

    @Test
    void isLessSureOfADriftThatIsAnotherEachRound() {
        target.look(drifting(3000, 3096));

        assertThat(target.look(drifting(3000, 2900)))
                .extracting(finding -> finding.verdict().confidence())
                .containsExactly(0.75);
    }

    @Test
    void namesTheWorstOfManyMapsOfASite() {
        List<Finding> findings = List.of();
        for (int round = 0; round < 2; round++) {
            findings = target.look(census -> {
                for (int i = 1; i <= 100; i++) {
                    census.add(MapSnapshot.builder("0x" + i, TestingTarget.SITE, "go-swiss")
                            .count(1000)
                            .iterated(1000 - i)
                            .build());
                }
            });
        }

        assertThat(findings).extracting(finding -> finding.verdict().map()).containsExactly(Optional.of("0x100"));
    }

    @Test
    void saysNothingOfWhatIsNotKnown() {
        for (int round = 0; round < 3; round++) {
            assertThat(target.look(map().count(1000).build())).isEmpty();
        }
    }

    private static MapSnapshot drifting(long count, long iterated) {
        return map().count(count).iterated(iterated).heldBytes(4096).build();
    }
}
