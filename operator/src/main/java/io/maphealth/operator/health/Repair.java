package io.maphealth.operator.health;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.maphealth.operator.api.MapMonitorSpec;
import io.maphealth.operator.workload.Workload;
import io.maphealth.operator.workload.WorkloadRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Gets pods that were made without a sidecar made anew, where their monitor says so: by a rollout of their
/// workload, or one at a time through the eviction API, which keeps to disruption budgets. It stops where
/// that does not help.
public final class Repair {
    private static final String RESTARTED = "kubectl.kubernetes.io/restartedAt";
    private static final int MOST_KEPT = 5_000;

    private final KubernetesClient client;
    /// Takes a budget's no for an answer: the other one would ask for minutes, and the next look asks anyway.
    private final KubernetesClient askingOnce;

    private final Cache<String, Instant> repaired =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    public Repair(KubernetesClient client) {
        this.client = client;
        RequestConfig configured = client.getConfiguration().getRequestConfig();
        this.askingOnce = client.newClient(new RequestConfigBuilder(configured)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .adapt(KubernetesClient.class);
    }

    /// Does the next step of what is wanted, if anything is and the last step is over.
    ///
    /// @return one line about it
    Optional<String> repair(Workload workload, Watched watched) {
        if (!isUnderWay(workload, watched) || workload.isRollingOut() || !workload.isAllReady()) {
            return Optional.empty();
        }
        Optional<String> done = switch (watched.monitor().repair()) {
            case Report -> Optional.empty();
            case Evict -> evict(workload.ref(), watched.missing());
            case Rollout -> Optional.of(rollOut(workload, watched.now()));
        };
        done.ifPresent(_ -> repaired.put(workload.ref().uid(), watched.now()));
        return done;
    }

    /// Whether there is, or will soon be, something to do.
    boolean isUnderWay(Workload workload, Watched watched) {
        return watched.monitor().repair() != MapMonitorSpec.Repair.Report
                && watched.manner() == Watched.Manner.INJECTED
                && watched.refusal().isEmpty()
                && workload.replacesPods()
                && !watched.missing().isEmpty()
                && !isInVain(workload.ref(), watched.missing());
    }

    private Optional<String> evict(WorkloadRef workload, List<Watched.WatchedPod> missing) {
        String oldest = missing.stream()
                .min(Comparator.comparing(Watched.WatchedPod::createdAt))
                .orElseThrow()
                .name();
        boolean gone = askingOnce
                .pods()
                .inNamespace(workload.namespace())
                .withName(oldest)
                .evict();
        return gone ? Optional.of("pod " + oldest + " had no sidecar and was evicted") : Optional.empty();
    }

    /// As `kubectl rollout restart` does it.
    private String rollOut(Workload workload, Instant now) {
        WorkloadRef ref = workload.ref();
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.withObject(workload.templatePath() + "/metadata/annotations").put(RESTARTED, now.toString());
        client.genericKubernetesResources(ref.apiVersion(), ref.kind())
                .inNamespace(ref.namespace())
                .withName(ref.name())
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
        return "pods without a sidecar are replaced by a rollout";
    }

    /// A pod that was made after the last repair has none either: more of it would help nobody.
    private boolean isInVain(WorkloadRef workload, List<Watched.WatchedPod> missing) {
        Instant last = repaired.getIfPresent(workload.uid());
        return last != null && missing.stream().anyMatch(pod -> pod.createdAt().isAfter(last));
    }
}
