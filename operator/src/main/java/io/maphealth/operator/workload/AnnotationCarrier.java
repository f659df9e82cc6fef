package io.maphealth.operator.workload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.maphealth.operator.inject.AnnotationKey;
import io.maphealth.operator.inject.Wish;
import java.net.HttpURLConnection;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Carries the annotations of a workload's own metadata into its pod template, by server-side apply, so that
/// what people write into the template themselves stays theirs, and what is taken off the workload goes from
/// the template, too.
public final class AnnotationCarrier {
    static final String MANAGER = "maphealth";

    /// Without force: a value in the template is nearer to the pod, and stays.
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(MANAGER)
            .withForce(false)
            .build();

    private final KubernetesClient client;
    private final ObjectMapper json;

    public AnnotationCarrier(KubernetesClient client, ObjectMapper json) {
        this.client = client;
        this.json = json;
    }

    /// Whether the template lacks what the workload asks for, or still has what it no longer asks for.
    public boolean isDue(Workload workload) {
        Map<String, String> template = workload.templateAnnotations();
        Map<String, String> wished = wished(workload);
        boolean lacks = !template.keySet().containsAll(wished.keySet());
        boolean stale = carried(workload).entrySet().stream()
                .anyMatch(it -> !it.getValue().equals(wished.get(it.getKey())));
        return lacks || stale;
    }

    /// Carries them, which starts the rollout of a workload that rolls out.
    ///
    /// @return whether the API server took it
    public boolean carry(Workload workload) {
        WorkloadRef ref = workload.ref();
        ObjectNode apply = json.createObjectNode();
        apply.put("apiVersion", ref.apiVersion());
        apply.put("kind", ref.kind());
        apply.withObject("/metadata").put("name", ref.name()).put("namespace", ref.namespace());
        ObjectNode annotations = apply.withObject(workload.templatePath() + "/metadata/annotations");
        Map<String, String> carried = carried(workload);
        wished(workload).forEach((key, value) -> {
            if (!workload.templateAnnotations().containsKey(key) || carried.containsKey(key)) {
                annotations.put(key, value);
            }
        });
        try {
            client.genericKubernetesResources(ref.apiVersion(), ref.kind())
                    .inNamespace(ref.namespace())
                    .withName(ref.name())
                    .patch(APPLY, apply.toString());
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw refused;
        }
    }

    private static Map<String, String> wished(Workload workload) {
        Map<String, String> wished = new TreeMap<>();
        Map<String, String> annotations = workload.annotations();
        if (AnnotationKey.MONITOR.in(annotations).isPresent() && !Wish.attaches(annotations)) {
            Arrays.stream(AnnotationKey.values())
                    .filter(AnnotationKey::isWish)
                    .forEach(key -> key.in(annotations).ifPresent(value -> wished.put(key.key(), value)));
        }
        return wished;
    }

    /// What of the template is there because it was carried: the API server keeps who wrote which field.
    private static Map<String, String> carried(Workload workload) {
        Map<String, String> carried = new TreeMap<>();
        String path = workload.templatePath().replace("/", "/f:") + "/f:metadata/f:annotations";
        workload.tree().at("/metadata/managedFields").forEach(field -> {
            if (field.path("manager").asText().equals(MANAGER)) {
                field.at("/fieldsV1" + path).fieldNames().forEachRemaining(name -> {
                    String key = name.substring(name.indexOf(':') + 1);
                    carried.put(key, workload.templateAnnotations().getOrDefault(key, ""));
                });
            }
        });
        carried.keySet().removeIf(key -> !key.startsWith(AnnotationKey.PREFIX));
        return carried;
    }
}
