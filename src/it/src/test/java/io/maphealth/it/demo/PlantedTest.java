package io.maphealth.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Finding;
import io.maphealth.core.Severity;
import io.maphealth.core.Site;
import io.maphealth.core.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlantedTest {
    private final Planted drift = new Planted("CountDrift", "shop.VisitCounter.visitors");

    @Test
    void isFoundByAFindingOfItsKindThatNamesItsMap() {
        assertThat(drift.isFoundBy(driftAt("shop.VisitCounter.visitors"))).isTrue();
        assertThat(drift.isFoundBy(driftAt("shop.SessionRegistry.sessions"))).isFalse();
        assertThat(new Planted("GhostMemory", "shop.VisitCounter.visitors")
                        .isFoundBy(driftAt("shop.VisitCounter.visitors")))
                .isFalse();
    }

    @Test
    void explainsWhatMayBeSaidOfItsMapInTime() {
        Planted ghost = new Planted("GhostMemory", "shop.FlashSale.reservations", Set.of("CountDrift"));
        assertThat(ghost.explains(driftAt("shop.FlashSale.reservations"))).isTrue();
        assertThat(ghost.isFoundBy(driftAt("shop.FlashSale.reservations"))).isFalse();
        assertThat(ghost.explains(driftAt("shop.VisitCounter.visitors"))).isFalse();
    }

    private static Finding driftAt(String owner) {
        Site site = Site.of("java.util.HashMap", owner);
        return new Finding.CountDrift(
                new Verdict(site, Optional.empty(), Severity.WARNING, 1, Instant.EPOCH), 3000, 3096, 12);
    }
}
