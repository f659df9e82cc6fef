package io.maphealth.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.operator.api.MapTotals;
import io.maphealth.operator.api.PodHealth;
import io.maphealth.operator.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuietPodsTest {
    private static final WorkloadRef SHOP = workload("shop");
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final long INTERVAL = 30;

    private final Map<String, PodHealth> written = new HashMap<>();
    private Instant now = START;
    private final QuietPods quiet =
            new QuietPods((_, pod) -> Optional.ofNullable(written.get(pod)), Duration.ofMinutes(5), () -> now);

    @Test
    void givesWhatPodsOfAWorkloadSaidLastAndKeepsItNoLonger() {
        keep("one", 10);
        keep("one", 20);
        keep("two", 25);

        now = START.plusSeconds(26);
        assertThat(quiet.take(SHOP))
                .containsOnly(Map.entry("one", said("uid of one", 20)), Map.entry("two", said("uid of two", 25)));
        assertThat(quiet.take(SHOP)).isEmpty();
    }

    @Test
    void anotherWorkloadIsNotConcerned() {
        keep("one", 10);

        assertThat(quiet.take(workload("office"))).isEmpty();
        assertThat(quiet.take(SHOP)).hasSize(1);
    }

    @Test
    void whoMayHaveSpokenSinceToAnotherReplicaIsLeftOut() {
        keep("one", 10);

        now = START.plusSeconds(10 + INTERVAL).plusMillis(1);
        assertThat(quiet.take(SHOP)).isEmpty();
    }

    @Test
    void neitherAPodThatIsGoneComesBackNorIsWhatIsWrittenMadeOlder() {
        keep("gone", 10);
        written.remove("gone");
        keep("replaced", 10);
        written.put("replaced", said("another uid", 0));
        keep("older", 10);
        written.put("older", said("uid of older", 11));

        assertThat(quiet.take(SHOP)).isEmpty();
    }

    private void keep(String pod, int second) {
        written.put(pod, said("uid of " + pod, 0));
        quiet.keep(SHOP, pod, said("uid of " + pod, second));
        now = START.plusSeconds(second);
    }

    private static PodHealth said(String uid, int second) {
        return new PodHealth(
                uid,
                "app",
                "1",
                1,
                START.toString(),
                START.plusSeconds(second).toString(),
                INTERVAL,
                MapTotals.NONE,
                List.of(),
                List.of());
    }

    private static WorkloadRef workload(String name) {
        return new WorkloadRef("apps/v1", "Deployment", "shop", name, "uid");
    }
}
