package io.maphealth.operator.fleet;

import io.maphealth.operator.api.MapHealth;
import io.maphealth.operator.api.MapHealthStatus;
import java.time.Instant;
import java.util.Optional;

/// What is known of a workload at a moment.
record WorkloadHealth(String namespace, String workload, MapHealthStatus status, Instant at) {
    static WorkloadHealth of(MapHealth health, Instant at) {
        return new WorkloadHealth(
                health.getMetadata().getNamespace(),
                health.getSpec().name(),
                Optional.ofNullable(health.getStatus()).orElse(MapHealthStatus.EMPTY),
                at);
    }

    String team() {
        return status.team();
    }

    /// Sidecars that say nothing although their pods are there.
    long silentSidecars() {
        return status.pods().values().stream().filter(pod -> pod.isSilent(at)).count();
    }
}
