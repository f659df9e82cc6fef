package io.maphealth.operator.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.maphealth.operator.api.PodHealth;
import io.maphealth.operator.api.SiteFinding;
import io.maphealth.operator.workload.HealthObjects;
import io.maphealth.operator.workload.KnownHealths;
import io.maphealth.operator.workload.WorkloadRef;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes what a pod reported into the status of its workload's MapHealth, one key a pod, whichever replica it came to.
///
/// News is written at once, that of pods of one workload together where they come together, and with it what its other
/// pods said; that nothing changed is written every few minutes: so reports cost the API server little.
final class HealthStore {
    static final Duration HEARTBEAT = Duration.ofMinutes(5);

    /// Fields of a pod that are absent when they are empty.
    private static final List<String> LISTS = List.of("findings", "failures");

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final HealthObjects objects;
    private final KnownHealths known;
    private final ObjectMapper json;
    private final QuietPods quiet;
    private final JoinedWrites<WorkloadRef, PodHealth> writes = new JoinedWrites<>(this::write);

    /// @param known by which it tells news
    HealthStore(KubernetesClient client, KnownHealths known, ObjectMapper json, InstantSource clock) {
        this.client = client;
        this.objects = new HealthObjects(client);
        this.known = known;
        this.json = json;
        this.quiet = new QuietPods(known::of, HEARTBEAT, clock);
    }

    void write(WorkloadRef workload, String pod, PodHealth health) {
        if (known.of(workload, pod).stream().anyMatch(before -> !isNews(before, health))) {
            quiet.keep(workload, pod, health);
        } else {
            writes.write(workload, pod, health);
        }
    }

    private void write(WorkloadRef workload, Map<String, PodHealth> news) {
        Map<String, PodHealth> pods = quiet.take(workload);
        pods.putAll(news);
        try {
            patch(workload, pods);
        } catch (KubernetesClientException absent) {
            if (absent.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw absent;
            }
            objects.ensure(workload);
            patch(workload, pods);
        }
    }

    private void patch(WorkloadRef workload, Map<String, PodHealth> pods) {
        ObjectNode patch = json.createObjectNode();
        ObjectNode into = patch.withObject("/status/pods");
        pods.forEach((pod, health) -> into.set(pod, nameAbsentLists(json.valueToTree(health))));
        client.resource(HealthObjects.named(workload)).subresource("status").patch(MERGE, patch.toString());
    }

    /// A merge leaves alone what it does not name.
    private static ObjectNode nameAbsentLists(ObjectNode pod) {
        LISTS.stream().filter(list -> !pod.has(list)).forEach(pod::putNull);
        return pod;
    }

    private static boolean isNews(PodHealth before, PodHealth now) {
        Duration since = Duration.between(Instant.parse(before.lastSeen()), Instant.parse(now.lastSeen()));
        return !before.uid().equals(now.uid())
                || since.compareTo(HEARTBEAT) >= 0
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
