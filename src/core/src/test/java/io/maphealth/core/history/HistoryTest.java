package io.maphealth.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.GcCycles;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.Site;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
    private static final SourceKind LIVE = SourceKind.PROCESS_MEMORY;

    private static final Site OWNED = Site.of("a", "Shop.carts");

    private final History history = new History(10);

    @Test
    void keepsTheSameRoundsOfASiteHoweverManyThereWere() {
        for (int round = 1; round <= 20_000; round++) {
            look(round, census -> census.add(map("0x1", "a", 100)));
        }

        SiteHistory site = only();
        assertThat(site.latest().number()).isEqualTo(20_000);
        for (Span span : Span.values()) {
            assertThat(site.window(span)).hasSize(11);
        }
        assertThat(site.backwards()).hasSizeLessThanOrEqualTo(44).first().isEqualTo(site.latest());
        assertThat(site.stairs()).isEmpty();
    }

    @Test
    void keepsABoundedNumberOfStairsHoweverHighTheyGo() {
        for (int round = 1; round <= 400; round++) {
            long held = Math.round(Math.pow(1.05, round));
            look(
                    round,
                    census -> census.add(MapSnapshot.builder("0x1", Site.of("a"), "go-swiss")
                            .heldBytes(held)
                            .build()));
        }

        assertThat(only().stairs()).hasSize(12).last().isEqualTo(only().latest());
    }

    @Test
    void cutsEachWindowInTenTenths() {
        for (int round = 1; round <= 6_000; round++) {
            look(round, census -> census.add(map("0x1", "a", 100)));
        }

        assertThat(reach(Span.ROUNDS)).isEqualTo(Duration.ofMinutes(5));
        assertThat(reach(Span.FIVE_MINUTES)).isEqualTo(Duration.ofMinutes(5));
        assertThat(reach(Span.HOUR)).isEqualTo(Duration.ofHours(1));
        assertThat(reach(Span.DAY)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void keepsTheHeaviestSitesAndCountsTheOthers() {
        look(1, census -> sites(census, 1, 30));

        assertThat(history.sites(LIVE))
                .extracting(site -> site.latest().site().heldBytes())
                .containsExactlyInAnyOrder(21L, 22L, 23L, 24L, 25L, 26L, 27L, 28L, 29L, 30L);
        assertThat(history.droppedSites(LIVE)).isEqualTo(20);
    }

    @Test
    void staysWithinItsBoundWhateverComesAndGoes() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 1; round <= 2_000; round++) {
            int first = random.nextInt(500);
            look(round, census -> sites(census, first, first + random.nextInt(40)));

            assertThat(history.sites(LIVE)).hasSizeLessThanOrEqualTo(10);
        }
    }

    @Test
    void makesRoomForAHeavierSite() {
        look(1, census -> sites(census, 1, 10));
        look(2, census -> sites(census, 2, 11));

        assertThat(history.sites(LIVE))
                .extracting(site -> site.site().name())
                .contains("site 11")
                .doesNotContain("site 1");
    }

    @Test
    void aVanishedSiteHoldsNothingAndIsForgottenAfterTwoDays() {
        look(1, census -> census.add(map("0x1", "a", 100)));
        look(2, _ -> {});
        assertThat(only().latest().site().heldBytes()).isZero();
        assertThat(only().latest().site().count()).hasValue(0);
        assertThat(only().latest().site().neededBytes())
                .as("unknown stays unknown")
                .isEmpty();

        look(3, _ -> {});
        assertThat(only().latest().number()).isEqualTo(2);

        look(2 + 50 * 120 + 1, _ -> {});
        assertThat(history.sites(LIVE)).isEmpty();
    }

    @Test
    void aSiteThatAnIncompleteLookMissesStaysAsItWas() {
        look(1, census -> census.add(map("0x1", "a", 100)));
        look(2, census -> census.incomplete("out of time"));

        assertThat(only().latest().site().heldBytes()).isEqualTo(100);
    }

    @Test
    void keepsTheSourcesApart() {
        look(1, census -> census.add(map("0x1", "a", 100)));
        history.add(census(SourceKind.EXPORTER, 1, 7, census -> census.add(map("sessions", "a", 5))));

        assertThat(only().latest().site().heldBytes()).isEqualTo(100);
        assertThat(history.sites(SourceKind.EXPORTER)).hasSize(1);
        assertThat(history.heldBytes(SourceKind.EXPORTER)).isEqualTo(5);
    }

    @Test
    void theSameLookTwiceIsOneRound() {
        look(1, census -> census.add(map("0x1", "a", 100)));
        look(1, census -> census.add(map("0x1", "a", 100)));

        assertThat(only().latest().number()).isEqualTo(1);
    }

    @Test
    void startsASourceOverWhenTheClockWasSetBack() {
        look(100, census -> census.add(map("0x1", "a", 100)));
        look(1, census -> census.add(map("0x1", "a", 100)));

        assertThat(only().latest().number()).isEqualTo(1);
        assertThat(only().latest().takenAt()).isEqualTo(at(1));
    }

    @Test
    void startsOverWhenTheCyclesGoBack() {
        look(1, census -> gc(census, 50));
        look(2, census -> gc(census, 51));
        assertThat(only().latest().number()).isEqualTo(2);

        look(3, census -> gc(census, 4));
        assertThat(only().latest().number()).isEqualTo(1);
        assertThat(only().latest().look().gcCycles()).hasValue(4);

        look(4, census -> gc(census, 5));
        assertThat(only().latest().number()).isEqualTo(2);
    }

    @Test
    void startsOverWhenThePidIsAnother() {
        look(1, census -> census.add(map("0x1", "a", 100)));
        history.add(census(LIVE, 2, 8, census -> census.add(map("0x1", "a", 100))));

        assertThat(only().latest().number()).isEqualTo(1);
    }

    @Test
    void forgetsEverythingWhenTold() {
        look(1, census -> census.add(map("0x1", "a", 100)));
        history.restarted();

        assertThat(history.sites(LIVE)).isEmpty();
        assertThat(history.heldBytes(LIVE)).isZero();
    }

    @Test
    void remembersWhatASiteHadReachedBeforeItCameDown() {
        long[] counts = {100, 200, 196, 150, 180, 210, 220};
        for (int round = 1; round <= counts.length; round++) {
            long count = counts[round - 1];
            look(round, census -> census.add(map("0x1", "a", count)));
        }

        assertThat(only().peak().count()).isEqualTo(new HighWater(220, 200));
    }

    @Test
    void followsSuspectsByIdAndForgetsThoseThatLookRightAgain() {
        look(1, census -> census.add(drifting("0x1")));
        look(2, census -> census.add(drifting("0x1")));
        assertThat(only().suspects())
                .singleElement()
                .satisfies(map -> assertThat(map.drifting()).isEqualTo(new Streak(2, at(1))));

        look(3, census -> census.add(map("0x1", "a", 100)));
        assertThat(only().suspects()).isEmpty();
    }

    /// An address of a JVM's map holds until its collector moves it.
    @Test
    void followsTheOnlyMapOfAnOwnerWhereverACollectorPutsIt() {
        look(TargetRuntime.JVM, 1, drifting("0x1", OWNED));
        look(TargetRuntime.JVM, 2, drifting("0x2", OWNED));
        assertThat(only().suspects())
                .singleElement()
                .satisfies(map -> assertThat(map.drifting()).isEqualTo(new Streak(2, at(1))));

        look(TargetRuntime.JVM, 3, drifting("0x3", OWNED), drifting("0x4", OWNED));
        assertThat(only().suspects())
                .hasSize(2)
                .allSatisfy(map -> assertThat(map.drifting().rounds()).isEqualTo(1));
    }

    @Test
    void takesMapsWithoutAnOwnerOrThatNobodyMovesForOthersWhenTheirIdsDiffer() {
        look(TargetRuntime.JVM, 1, drifting("0x1", Site.of("a")));
        look(TargetRuntime.JVM, 2, drifting("0x2", Site.of("a")));
        assertThat(only().suspects())
                .singleElement()
                .satisfies(map -> assertThat(map.drifting().rounds()).isEqualTo(1));

        history.restarted();
        look(TargetRuntime.GO, 1, drifting("0x1", OWNED));
        look(TargetRuntime.GO, 2, drifting("0x2", OWNED));
        assertThat(only().suspects())
                .singleElement()
                .satisfies(map -> assertThat(map.drifting().rounds()).isEqualTo(1));
    }

    @Test
    void followsABoundedNumberOfSuspects() {
        look(1, census -> {
            for (int i = 0; i < 3_000; i++) {
                census.add(drifting("0x" + i));
            }
        });

        assertThat(only().suspects()).hasSize(1_000);
    }

    private SiteHistory only() {
        assertThat(history.sites(LIVE)).hasSize(1);
        return history.sites(LIVE).iterator().next();
    }

    private Duration reach(Span span) {
        return Duration.between(
                only().window(span).getFirst().takenAt(),
                only().window(span).getLast().takenAt());
    }

    private void look(int round, Consumer<CensusBuilder> filling) {
        history.add(census(LIVE, round, 7, filling));
    }

    private void look(TargetRuntime runtime, int round, MapSnapshot... maps) {
        CensusBuilder census = builder(runtime, LIVE, 7);
        List.of(maps).forEach(census::add);
        history.add(census.build(at(round), Duration.ZERO));
    }

    private static CensusBuilder builder(TargetRuntime runtime, SourceKind kind, long pid) {
        return new CensusBuilder(new Target(runtime, Optional.empty(), kind, OptionalLong.of(pid), "shop"), 50);
    }

    private static Census census(SourceKind kind, int round, long pid, Consumer<CensusBuilder> filling) {
        CensusBuilder census = builder(TargetRuntime.GO, kind, pid);
        filling.accept(census);
        return census.build(at(round), Duration.ZERO);
    }

    private static void gc(CensusBuilder census, long cycles) {
        census.gc(new GcCycles(cycles, Optional.empty(), Optional.empty()));
        census.add(map("0x1", "a", 100));
    }

    private static void sites(CensusBuilder census, int first, int last) {
        for (int i = first; i <= last; i++) {
            census.add(map("0x" + i, "site " + i, i));
        }
    }

    private static MapSnapshot map(String id, String site, long held) {
        return MapSnapshot.builder(id, Site.of(site), "go-swiss")
                .count(held)
                .heldBytes(held)
                .build();
    }

    private static MapSnapshot drifting(String id) {
        return drifting(id, Site.of("a"));
    }

    private static MapSnapshot drifting(String id, Site site) {
        return MapSnapshot.builder(id, site, "java.util.HashMap")
                .count(1_000)
                .iterated(10)
                .build();
    }

    private static Instant at(int round) {
        return START.plusSeconds(30L * round);
    }
}
