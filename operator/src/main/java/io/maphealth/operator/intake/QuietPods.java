package io.maphealth.operator.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maphealth.operator.api.PodHealth;
import io.maphealth.operator.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// What pods said that was no news, until something of their workload is written: then it goes along. So a workload in
/// which nothing changes costs few writes, not one for each of its pods; one where all of them speak to one replica.
final class QuietPods {
    private static final int MOST_KEPT = 20_000;

    private final BiFunction<WorkloadRef, String, Optional<PodHealth>> known;
    private final InstantSource clock;
    private final Cache<WorkloadRef, Map<String, PodHealth>> kept;

    /// @param known what was written of a pod
    /// @param longest nothing is kept for longer
    QuietPods(BiFunction<WorkloadRef, String, Optional<PodHealth>> known, Duration longest, InstantSource clock) {
        this.known = known;
        this.clock = clock;
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterWrite(longest)
                .build();
    }

    void keep(WorkloadRef workload, String pod, PodHealth health) {
        kept.asMap().compute(workload, (_, pods) -> {
            Map<String, PodHealth> all = pods == null ? new HashMap<>() : pods;
            all.put(pod, health);
            return all;
        });
    }

    /// What still holds of a workload's pods, by name; from here on it is not kept.
    Map<String, PodHealth> take(WorkloadRef workload) {
        Map<String, PodHealth> pods =
                Optional.ofNullable(kept.asMap().remove(workload)).orElseGet(HashMap::new);
        Instant now = clock.instant();
        pods.entrySet().removeIf(pod -> !holds(workload, pod.getKey(), pod.getValue(), now));
        return pods;
    }

    /// A pod speaks once an interval: until then no other replica has heard more of it.
    private boolean holds(WorkloadRef workload, String pod, PodHealth health, Instant now) {
        Instant seen = Instant.parse(health.lastSeen());
        return !seen.plusSeconds(health.intervalSeconds()).isBefore(now)
                && known.apply(workload, pod)
                        .filter(written -> written.uid().equals(health.uid()))
                        .filter(written -> Instant.parse(written.lastSeen()).isBefore(seen))
                        .isPresent();
    }
}
