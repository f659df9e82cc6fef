package io.maphealth.operator.health;

import io.fabric8.kubernetes.api.model.Condition;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapHealthStatus;
import io.maphealth.operator.api.MapMonitorSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that a verdict about a workload rests on: its pods, what is to become of new ones, what was said before. `team`
/// owns the workload, or is empty.
///
/// `manner` is how its pods are to come by a sidecar, if at all; `refusal` is why new pods would get no
/// sidecar although one is wished for.
record Watched(
        MapHealthStatus before,
        long generation,
        List<WatchedPod> pods,
        MapMonitorSpec monitor,
        String monitorName,
        String team,
        Manner manner,
        Optional<Refusal> refusal,
        Armed armed,
        String version,
        Instant now) {

    /// How pods come by their sidecar.
    enum Manner {
        NONE,
        INJECTED,
        ATTACHED
    }

    /// Why a wish is not granted.
    record Refusal(Reason reason, String message) {}

    /// A pod that lives: whether it has our sidecar, and since when it is there.
    record WatchedPod(String name, String uid, boolean injected, Instant createdAt) {}

    List<WatchedPod> missing() {
        return manner != Manner.NONE
                ? pods.stream().filter(pod -> !pod.injected()).toList()
                : List.of();
    }

    Optional<Condition> condition(String type) {
        return before.conditions().stream()
                .filter(it -> type.equals(it.getType()))
                .findFirst();
    }
}
