package io.maphealth.operator.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.maphealth.operator.api.MapHealth;
import io.maphealth.operator.api.PodHealth;
import io.maphealth.operator.api.SiteFinding;
import io.maphealth.operator.workload.HealthObjects;
import io.maphealth.operator.workload.WorkloadRef;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes what a pod reported into the status of its workload's MapHealth, one key a pod, whichever replica it came to.
///
/// News is written at once; that nothing changed is written every few minutes, so that reports cost the API server
/// little.
final class HealthStore {
    static final Duration HEARTBEAT = Duration.ofMinutes(5);

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final int MOST_KEPT = 20_000;

    private final KubernetesClient client;
    private final HealthObjects objects;
    private final ObjectMapper json;
    private final Cache<String, PodHealth> written =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    HealthStore(KubernetesClient client, HealthObjects objects, ObjectMapper json) {
        this.client = client;
        this.objects = objects;
        this.json = json;
    }

    void write(WorkloadRef workload, String pod, PodHealth health) {
        PodHealth before = written.getIfPresent(health.uid());
        if (before != null && !isNews(before, health)) {
            return;
        }
        try {
            patch(workload, pod, health);
        } catch (KubernetesClientException absent) {
            if (absent.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw absent;
            }
            objects.ensure(workload);
            patch(workload, pod, health);
        }
        written.put(health.uid(), health);
    }

    private void patch(WorkloadRef workload, String pod, PodHealth health) {
        ObjectNode patch = json.createObjectNode();
        patch.withObject("/status/pods").set(pod, json.valueToTree(health));
        client.resources(MapHealth.class)
                .inNamespace(workload.namespace())
                .withName(workload.healthName())
                .subresource("status")
                .patch(MERGE, patch.toString());
    }

    private static boolean isNews(PodHealth before, PodHealth now) {
        Duration since = Duration.between(Instant.parse(before.lastSeen()), Instant.parse(now.lastSeen()));
        return since.compareTo(HEARTBEAT) >= 0
                || before.level() != now.level()
                || !before.sidecarVersion().equals(now.sidecarVersion())
                || !before.startedAt().equals(now.startedAt())
                || before.totals().maps() == 0 != (now.totals().maps() == 0)
                || !kinds(before.findings()).equals(kinds(now.findings()))
                || !before.failures().equals(now.failures());
    }

    /// Figures change with every round; what is wrong, and how urgent it is, does not.
    private static Set<String> kinds(List<SiteFinding> findings) {
        return findings.stream()
                .map(it -> it.kind() + " " + it.severity() + " " + it.site())
                .collect(Collectors.toUnmodifiableSet());
    }
}
