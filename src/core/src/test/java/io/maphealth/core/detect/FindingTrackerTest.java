package io.maphealth.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Finding;
import io.maphealth.core.Finding.Breach;
import io.maphealth.core.Severity;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Verdict;
import io.maphealth.core.detect.FindingChange.Changed;
import io.maphealth.core.detect.FindingChange.Ended;
import io.maphealth.core.detect.FindingChange.Opened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingTrackerTest {
    private static final SourceKind LIVE = SourceKind.PROCESS_MEMORY;

    private final FindingTracker tracker = new FindingTracker();
    private int minute;

    @Test
    void opensAFindingOnce() {
        assertThat(look(LIVE, drift(100))).hasOnlyElementsOfType(Opened.class).hasSize(1);
        assertThat(look(LIVE, drift(100))).isEmpty();
        assertThat(look(LIVE, drift(120))).as("other figures are no news").isEmpty();
    }

    @Test
    void endsAFindingAfterTwoLooksWithoutIt() {
        look(LIVE, drift(100));

        assertThat(look(LIVE)).isEmpty();
        assertThat(tracker.active(LIVE)).hasSize(1);
        assertThat(look(LIVE)).singleElement().isInstanceOfSatisfying(Ended.class, ended -> {
            assertThat(ended.finding()).isEqualTo(drift(100));
            assertThat(ended.at()).isEqualTo(at(3));
        });
        assertThat(tracker.active()).isEmpty();
        assertThat(look(LIVE)).isEmpty();
    }

    @Test
    void doesNotFlapWhenEverySecondLookMissesIt() {
        look(LIVE, drift(100));

        for (int round = 0; round < 10; round++) {
            assertThat(look(LIVE)).isEmpty();
            assertThat(look(LIVE, drift(100))).isEmpty();
        }
    }

    @Test
    void endsAFindingOfAFrozenSourceAtOnce() {
        look(SourceKind.HEAP_DUMP, drift(100));

        assertThat(look(SourceKind.HEAP_DUMP))
                .hasOnlyElementsOfType(Ended.class)
                .hasSize(1);
    }

    @Test
    void leavesFindingsOfOtherSourcesAlone() {
        look(SourceKind.HEAP_DUMP, drift(100));

        for (int round = 0; round < 10; round++) {
            assertThat(look(LIVE)).isEmpty();
        }
        assertThat(tracker.active(SourceKind.HEAP_DUMP)).hasSize(1);
    }

    @Test
    void endsNothingOnIncompleteLooks() {
        look(LIVE, drift(100));

        for (int round = 0; round < 10; round++) {
            minute++;
            assertThat(tracker.looked(at(minute), LIVE, false, List.of())).isEmpty();
        }
    }

    @Test
    void endsWhatALongRowOfIncompleteLooksDoesNotShow() {
        look(LIVE, drift(100));

        List<FindingChange> changes = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            minute++;
            assertThat(changes).isEmpty();
            changes.addAll(tracker.looked(at(minute), LIVE, false, List.of()));
        }
        assertThat(changes).singleElement().isInstanceOf(Ended.class);
        assertThat(tracker.active()).isEmpty();
    }

    @Test
    void tellsAtOnceWhenAFindingIsMoreUrgent() {
        look(LIVE, drift(100));

        assertThat(look(LIVE, drift(100).with(verdict(Severity.CRITICAL, "0x1", 1))))
                .singleElement()
                .isInstanceOfSatisfying(Changed.class, changed -> {
                    assertThat(changed.before().verdict().severity()).isEqualTo(Severity.WARNING);
                    assertThat(changed.finding().verdict().severity()).isEqualTo(Severity.CRITICAL);
                });
    }

    @Test
    void tellsAfterTwoLooksThatAFindingIsLessUrgent() {
        Finding mild = drift(100).with(verdict(Severity.INFO, "0x1", 1));
        look(LIVE, drift(100));

        assertThat(look(LIVE, mild)).isEmpty();
        assertThat(tracker.active())
                .extracting(finding -> finding.verdict().severity())
                .containsExactly(Severity.WARNING);
        assertThat(look(LIVE, drift(100))).as("it was only once").isEmpty();
        assertThat(look(LIVE, mild)).isEmpty();
        assertThat(look(LIVE, mild)).hasOnlyElementsOfType(Changed.class).hasSize(1);
    }

    @Test
    void takesAnotherMapOfTheSiteForNoNews() {
        look(LIVE, drift(100));

        assertThat(look(LIVE, drift(100).with(verdict(Severity.WARNING, "0x2", 1))))
                .isEmpty();
        assertThat(tracker.active())
                .extracting(finding -> finding.verdict().map())
                .containsExactly(Optional.of("0x2"));
    }

    @Test
    void keepsTheEarliestSince() {
        look(LIVE, drift(100).with(verdict(Severity.WARNING, "0x1", 5)));
        look(LIVE, drift(100).with(verdict(Severity.WARNING, "0x1", 9)));

        assertThat(tracker.active())
                .extracting(finding -> finding.verdict().since())
                .containsExactly(at(5));
    }

    @Test
    void keepsTheWaysToBreakAContractApart() {
        look(LIVE, broken(Breach.UNEQUAL_KEY), broken(Breach.MUTATED_KEY));
        look(LIVE, broken(Breach.UNEQUAL_KEY));

        assertThat(look(LIVE, broken(Breach.UNEQUAL_KEY)))
                .extracting(FindingChange::finding)
                .containsExactly(broken(Breach.MUTATED_KEY));
    }

    @Test
    void endsEverythingWhenTheTargetIsAnother() {
        look(LIVE, drift(100));
        look(SourceKind.HEAP_DUMP, drift(100));

        assertThat(tracker.restarted(at(9))).hasOnlyElementsOfType(Ended.class).hasSize(2);
        assertThat(tracker.active()).isEmpty();
    }

    private List<FindingChange> look(SourceKind source, Finding... findings) {
        minute++;
        return tracker.looked(at(minute), source, true, List.of(findings));
    }

    private static Finding drift(long count) {
        return new Finding.CountDrift(verdict(Severity.WARNING, "0x1", 1), count, 0, 7);
    }

    private static Finding broken(Breach breach) {
        return new Finding.BrokenContract(verdict(Severity.WARNING, "0x1", 1), breach, 50, 100);
    }

    private static Verdict verdict(Severity severity, String map, int since) {
        return new Verdict(TestingTarget.SITE, Optional.of(map), severity, 0.9, at(since));
    }

    private static Instant at(int minutes) {
        return TestingTarget.START.plusSeconds(60L * minutes);
    }
}
