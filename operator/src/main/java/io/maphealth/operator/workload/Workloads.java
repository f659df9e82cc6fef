package io.maphealth.operator.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.maphealth.operator.api.MapHealthSpec;
import java.util.List;
import java.util.Optional;

/// Asks the API server for workloads and their pods; pods come from its cache.
public final class Workloads {
    private final KubernetesClient client;
    private final ObjectMapper json;

    public Workloads(KubernetesClient client, ObjectMapper json) {
        this.client = client;
        this.json = json;
    }

    public Workload of(HasMetadata resource) {
        return new Workload(json.valueToTree(resource));
    }

    public Optional<Workload> find(String namespace, MapHealthSpec spec) {
        GenericKubernetesResource found = client.genericKubernetesResources(spec.apiVersion(), spec.kind())
                .inNamespace(namespace)
                .withName(spec.name())
                .get();
        return Optional.ofNullable(found).map(it -> new Workload(json.valueToTree(it)));
    }

    /// As the API server shows it.
    public JsonNode tree(HasMetadata resource) {
        return json.valueToTree(resource);
    }

    /// Its pods that run or are about to, as far as labels tell.
    public List<Pod> pods(Workload workload) {
        WorkloadRef ref = workload.ref();
        if (workload.isPod()) {
            return Optional.ofNullable(client.pods()
                            .inNamespace(ref.namespace())
                            .withName(ref.name())
                            .get())
                    .stream()
                    .toList();
        }
        if (workload.selector().isEmpty()) {
            return List.of();
        }
        return client
                .pods()
                .inNamespace(ref.namespace())
                .withLabels(workload.selector())
                .list(new ListOptionsBuilder().withResourceVersion("0").build())
                .getItems()
                .stream()
                .filter(Workloads::lives)
                .toList();
    }

    private static boolean lives(Pod pod) {
        String phase = pod.getStatus() == null
                ? "Pending"
                : String.valueOf(pod.getStatus().getPhase());
        return pod.getMetadata().getDeletionTimestamp() == null && !phase.matches("Succeeded|Failed");
    }
}
