package io.maphealth.javamaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Site;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Sizes as on JDK 17 with compressed references: HashMap 48, Node 32, a table of n references 16 + 4n.
class AppraisalTest {
    private static final MapLayout HASH_MAP = MapLayouts.all().maps().getFirst();

    private final Appraisal appraisal = new Appraisal(new ShallowSizes() {
        @Override
        public long instance(String className) {
            return className.endsWith("$TreeNode") ? 56 : 32;
        }

        @Override
        public long referenceArray(long length) {
            return 16 + 4 * length;
        }
    });

    @Test
    void aMapThatGrewByItselfNeedsWhatItHolds() {
        MapSnapshot map = described(100, 256, 100, Walked.plain(100, 3));

        assertThat(map.heldBytes()).isEqualTo(48 + 16 + 4 * 256 + 100 * 32);
        assertThat(map.neededBytes()).hasValue(map.heldBytes());
        assertThat(map.peakEvidence()).isEqualTo(PeakEvidence.NONE);
    }

    @Test
    void anEmptiedMapNeedsOnlyItselfAndItsModCountTellsThatItWasFull() {
        MapSnapshot map = described(0, 131_072, 100_001, Walked.NOTHING);

        assertThat(map.neededBytes()).hasValue(48);
        assertThat(map.peakEvidence()).isEqualTo(PeakEvidence.MODIFICATIONS);
    }

    @Test
    void aPresizedMapHasCapacityButNotTheChangesThatReachingItTakes() {
        assertThat(described(10, 131_072, 10, Walked.plain(10, 1)).peakEvidence())
                .isEqualTo(PeakEvidence.CAPACITY);
        assertThat(described(10, 131_072, 49_152, Walked.plain(10, 1)).peakEvidence())
                .isEqualTo(PeakEvidence.CAPACITY);
        assertThat(described(10, 131_072, 49_153, Walked.plain(10, 1)).peakEvidence())
                .isEqualTo(PeakEvidence.MODIFICATIONS);
    }

    @Test
    void entriesOfATreeifiedBinAreLarger() {
        Walked walked = new Walked(20, 12, 0, 12, 0, 0, Faults.NONE, true);

        assertThat(described(20, 64, 20, walked).heldBytes()).isEqualTo(48 + 16 + 4 * 64 + 12 * 56 + 8 * 32);
    }

    @Test
    void staleEntriesAreNoDriftAndAreNotNeeded() {
        MapSnapshot map = described(5, 16, 5, new Walked(5, 1, 3, 0, 0, 0, Faults.NONE, true));

        assertThat(map.drift()).hasValue(0);
        assertThat(map.contract().stale()).hasValue(3);
        assertThat(map.neededBytes()).hasValue(48 + 16 + 4 * 16 + 2 * 32);
    }

    @Test
    void aMapOfWhichNodesAreMissingHasNoIteratedEntries() {
        MapSnapshot map = described(5, 16, 5, new Walked(2, 1, 0, 0, 0, 3, Faults.NONE, true));

        assertThat(map.iterated()).isEmpty();
        assertThat(map.drifted()).isFalse();
    }

    private MapSnapshot described(long count, int tableLength, int modCount, Walked walked) {
        MapFigures figures = new MapFigures(
                HASH_MAP,
                48,
                OptionalLong.of(count),
                tableLength,
                0,
                OptionalLong.of(modCount),
                Optional.of(walked),
                true);
        return appraisal
                .describe(figures, MapSnapshot.builder("0x1", Site.of("java.util.HashMap"), "java.util.HashMap"))
                .build();
    }
}
