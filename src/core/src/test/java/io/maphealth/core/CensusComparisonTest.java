package io.maphealth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CensusComparisonTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void tellsWhatEachSiteGainedMostBytesFirst() {
        CensusComparison comparison = CensusComparison.of(
                census(NOON, Map.of("a.sessions", 100L, "a.cache", 50L, "a.same", 7L)),
                census(NOON.plusSeconds(60), Map.of("a.sessions", 120L, "a.cache", 500L, "a.same", 7L)));

        assertThat(comparison.between()).isEqualTo(Duration.ofMinutes(1));
        assertThat(comparison.changes())
                .extracting(change -> change.site().owner().orElse(""), SiteChange::entries, SiteChange::bytes)
                .containsExactly(
                        tuple("a.cache", OptionalLong.of(450), 450L * 32),
                        tuple("a.sessions", OptionalLong.of(20), 20L * 32));
    }

    @Test
    void knowsSitesThatAreNewAndThoseThatHaveGone() {
        CensusComparison comparison = CensusComparison.of(
                census(NOON, Map.of("a.old", 10L)), census(NOON.plusSeconds(1), Map.of("a.new", 3L)));

        assertThat(comparison.newSites()).isEqualTo(1);
        assertThat(comparison.goneSites()).isEqualTo(1);
        assertThat(comparison.changes().getFirst().isNew()).isTrue();
        assertThat(comparison.changes().getLast().bytes()).isEqualTo(-10 * 32);
    }

    @Test
    void aMapThatWasMovedByTheCollectorHasNotChanged() {
        assertThat(CensusComparison.of(census(NOON, Map.of("a.b", 5L)), census(NOON.plusSeconds(9), Map.of("a.b", 5L)))
                        .changes())
                .isEmpty();
    }

    /// Ids differ from look to look, as after a collection.
    private static Census census(Instant takenAt, Map<String, Long> entriesByOwner) {
        CensusBuilder builder = new CensusBuilder(
                new Target(TargetRuntime.JVM, Optional.empty(), SourceKind.HEAP_DUMP, OptionalLong.empty(), "x.hprof"),
                0);
        entriesByOwner.forEach((owner, entries) -> builder.add(MapSnapshot.builder(
                        "0x" + Long.toHexString(takenAt.getEpochSecond() + owner.hashCode()),
                        Site.of("java.util.HashMap", owner),
                        "java.util.HashMap")
                .count(entries)
                .iterated(entries)
                .heldBytes(32 * entries)
                .build()));
        return builder.build(takenAt, Duration.ZERO);
    }
}
