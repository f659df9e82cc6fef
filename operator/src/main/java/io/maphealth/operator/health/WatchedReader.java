package io.maphealth.operator.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapHealth;
import io.maphealth.operator.api.MapHealthStatus;
import io.maphealth.operator.api.MapMonitorSpec;
import io.maphealth.operator.inject.Addition;
import io.maphealth.operator.inject.AnnotationKey;
import io.maphealth.operator.inject.Injection;
import io.maphealth.operator.inject.Injector;
import io.maphealth.operator.inject.RefusedException;
import io.maphealth.operator.inject.Wish;
import io.maphealth.operator.workload.Workload;
import io.maphealth.operator.workload.WorkloadReconciliation.Policies;
import io.maphealth.operator.workload.Workloads;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Collects what a verdict about a workload rests on.
public final class WatchedReader {
    private final Workloads workloads;
    private final Injector injector;
    private final Policies policies;
    private final Here here;

    public WatchedReader(Workloads workloads, Injector injector, Policies policies, Here here) {
        this.workloads = workloads;
        this.injector = injector;
        this.policies = policies;
        this.here = here;
    }

    /// This operator: its version, which sidecars should have, too, its clock, and whether alerts are
    /// armed.
    public record Here(String version, InstantSource clock, Supplier<Armed> armed) {}

    Optional<Workload> workload(MapHealth health) {
        return workloads.find(health.getMetadata().getNamespace(), health.getSpec());
    }

    MapHealthStatus status(MapHealth health) {
        return Optional.ofNullable(health.getStatus()).orElse(MapHealthStatus.EMPTY);
    }

    Watched read(MapHealth health, Workload workload) {
        String namespace = health.getMetadata().getNamespace();
        Map<String, String> annotations = workload.wishes();
        String monitor = Wish.monitor(annotations).orElse("");
        MapMonitorSpec spec = policies.of(namespace, monitor);
        List<Pod> pods = workloads.pods(workload);
        return new Watched(
                status(health),
                Optional.ofNullable(health.getMetadata().getGeneration()).orElse(0L),
                pods.stream()
                        .filter(pod -> !isBeingReplaced(pod, workload))
                        .map(WatchedReader::watched)
                        .toList(),
                spec,
                monitor,
                AnnotationKey.TEAM.in(annotations).orElse(spec.routing().team()),
                manner(workload, monitor),
                refusal(workload, pods, namespace),
                here.armed().get(),
                here.version(),
                here.clock().instant());
    }

    private static Watched.Manner manner(Workload workload, String monitor) {
        if (monitor.isEmpty()) {
            return Watched.Manner.NONE;
        }
        return workload.attaches() ? Watched.Manner.ATTACHED : Watched.Manner.INJECTED;
    }

    private Optional<Watched.Refusal> refusal(Workload workload, List<Pod> pods, String namespace) {
        return workload.attaches() ? refusalToAttach(workload, pods, namespace) : refusalToInject(workload, namespace);
    }

    private Optional<Watched.Refusal> refusalToAttach(Workload workload, List<Pod> pods, String namespace) {
        try {
            Addition _ = injector.attachment(attachable(workload, pods), namespace, workload.wishes(), "");
            return Optional.empty();
        } catch (RefusedException refused) {
            return Optional.of(new Watched.Refusal(refused.reason(), String.valueOf(refused.getMessage())));
        }
    }

    /// A pod that runs, which tells more than the template does.
    private JsonNode attachable(Workload workload, List<Pod> pods) {
        return pods.stream().findFirst().map(workloads::tree).orElseGet(workload::template);
    }

    private Optional<Watched.Refusal> refusalToInject(Workload workload, String namespace) {
        return switch (injector.inject(workload.template(), namespace, Optional.empty())) {
            case Injection.Refused refused -> Optional.of(new Watched.Refusal(refused.reason(), refused.message()));
            case Injection.Injected injected ->
                injected.warnings().stream()
                        .findFirst()
                        .map(warning -> new Watched.Refusal(Reason.UnknownAnnotation, warning));
            case Injection.LeftAlone _ -> Optional.empty();
        };
    }

    /// A pod from before the wish: it goes with the rollout that the wish began.
    private static boolean isBeingReplaced(Pod pod, Workload workload) {
        return Wish.monitor(annotations(pod)).isEmpty() && workload.isRollingOut();
    }

    private static boolean isAttached(Pod pod) {
        return Stream.ofNullable(pod.getSpec().getEphemeralContainers())
                .flatMap(List::stream)
                .anyMatch(container -> Injector.CONTAINER.equals(container.getName()));
    }

    private static Map<String, String> annotations(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
    }

    private static Watched.WatchedPod watched(Pod pod) {
        return new Watched.WatchedPod(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                annotations(pod).containsKey(AnnotationKey.INJECTED.key()) || isAttached(pod),
                Instant.parse(pod.getMetadata().getCreationTimestamp()));
    }
}
