package io.maphealth.operator.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.maphealth.operator.Fingerprint;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/// Changes the JSON of a pod and nothing in it that is not ours, so that fields which this version of Kubernetes' model
/// does not know stay as they are.
final class PodPatch {
    private static final String SHARED = "shares-processes";
    private static final String SCRAPED = "scrape-annotations";
    private static final int HASH_DIGITS = 12;

    private final JsonNode before;
    private final ObjectMapper json;

    PodPatch(JsonNode before, ObjectMapper json) {
        this.before = before;
        this.json = json;
    }

    /// The pod with the sidecar of a plan, and nothing left of an earlier one.
    JsonNode with(Plan plan, InjectionSettings settings) {
        ObjectNode pod = stripped();
        ObjectNode spec = (ObjectNode) pod.get("spec");
        Container sidecar = SidecarContainer.of(plan, settings);
        JsonNode container = json.valueToTree(sidecar);
        spec.withArray("/initContainers").add(container);
        spec.withArray("/volumes").add(json.valueToTree(SidecarContainer.volume()));
        boolean sharing = plan.level() > Plan.LEVEL_HTTP
                && !spec.path("shareProcessNamespace").asBoolean();
        if (sharing) {
            spec.put("shareProcessNamespace", true);
        }
        Map<String, String> scraped =
                settings.scrapeAnnotations() ? ScrapeAnnotations.of(pod, SidecarPort.of(plan.pod())) : Map.of();
        scraped.forEach(pod.withObject("/metadata/annotations")::put);
        annotate(
                pod,
                AnnotationKey.INJECTED,
                hash(container) + (scraped.isEmpty() ? "" : " " + SCRAPED) + (sharing ? " " + SHARED : ""));
        annotate(
                pod,
                AnnotationKey.STATUS,
                "Injected: level " + plan.level() + ", watches " + plan.target().getName());
        return pod;
    }

    /// The pod without a sidecar, and with what became of the wish for one.
    JsonNode without(RefusedException refused) {
        ObjectNode pod = stripped();
        annotate(pod, AnnotationKey.STATUS, refused.oneLine());
        return pod;
    }

    private ObjectNode stripped() {
        ObjectNode pod = before.deepCopy();
        Optional<ObjectNode> annotations =
                Optional.ofNullable(pod.at("/metadata/annotations") instanceof ObjectNode node ? node : null);
        String earlier = annotations
                .map(node -> node.path(AnnotationKey.INJECTED.key()).asText())
                .orElse("");
        annotations.ifPresent(node -> node.remove(AnnotationKey.INJECTED.key()));
        annotations.ifPresent(node -> node.remove(AnnotationKey.STATUS.key()));
        if (earlier.contains(SCRAPED)) {
            annotations.ifPresent(ScrapeAnnotations::remove);
        }
        if (pod.get("spec") instanceof ObjectNode spec) {
            removeNamed(spec, "initContainers", SidecarContainer.NAME);
            removeNamed(spec, "volumes", SidecarContainer.VOLUME);
            if (earlier.contains(SHARED)) {
                spec.remove("shareProcessNamespace");
            }
        }
        return pod;
    }

    private static void removeNamed(ObjectNode spec, String field, String name) {
        if (!(spec.get(field) instanceof ArrayNode list)) {
            return;
        }
        for (Iterator<JsonNode> each = list.iterator(); each.hasNext(); ) {
            if (each.next().path("name").asText().equals(name)) {
                each.remove();
            }
        }
        if (list.isEmpty()) {
            spec.remove(field);
        }
    }

    private static void annotate(ObjectNode pod, AnnotationKey key, String value) {
        pod.withObject("/metadata/annotations").put(key.key(), value);
    }

    /// So that a pod of another version of the operator, or of another policy, can be told.
    private static String hash(JsonNode container) {
        return Fingerprint.of(container.toString()).substring(0, HASH_DIGITS);
    }
}
