package io.maphealth.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.DiffFlags;
import io.fabric8.zjsonpatch.JsonDiff;
import io.maphealth.operator.Reason;
import io.maphealth.operator.inject.Injection;
import io.maphealth.operator.inject.Injector;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Turns an AdmissionReview (`admission.k8s.io/v1`) into its answer. Every answer allows the pod.
public final class AdmissionDesk {
    private static final System.Logger LOG = System.getLogger(AdmissionDesk.class.getName());
    private static final EnumSet<DiffFlags> PLAIN_OPERATIONS =
            EnumSet.of(DiffFlags.OMIT_MOVE_OPERATION, DiffFlags.OMIT_COPY_OPERATION);

    /// The API server cuts a longer warning.
    private static final int MOST_WARNING = 120;

    private final Injector injector;
    private final NamespaceMonitors namespaces;
    private final ObjectMapper json;

    public AdmissionDesk(Injector injector, NamespaceMonitors namespaces, ObjectMapper json) {
        this.injector = injector;
        this.namespaces = namespaces;
        this.json = json;
    }

    /// What a namespace's annotation names for its pods; it must answer from memory.
    @FunctionalInterface
    public interface NamespaceMonitors {
        Optional<String> of(String namespace);
    }

    /// An answer, and the one word for metrics why it is so.
    public record Answer(JsonNode review, Reason reason, String namespace, String ownerKind) {}

    /// Never throws: a mistake of ours must not keep a pod from starting.
    public Answer answer(JsonNode review) {
        JsonNode request = review.path("request");
        String namespace = request.path("namespace").asText();
        ObjectNode response = json.createObjectNode();
        response.put("uid", request.path("uid").asText());
        response.put("allowed", true);
        Reason reason = decide(request.path("object"), namespace, response);
        return new Answer(wrapped(response), reason, namespace, ownerKind(request.path("object")));
    }

    private Reason decide(JsonNode pod, String namespace, ObjectNode response) {
        try {
            Injection injection = injector.inject(pod, namespace, namespaces.of(namespace));
            tell(injection, pod, response);
            return injection.reason();
        } catch (RuntimeException mistake) {
            LOG.log(System.Logger.Level.ERROR, "a pod of namespace " + namespace + " was let through unseen", mistake);
            return Reason.InternalMistake;
        }
    }

    private void tell(Injection injection, JsonNode pod, ObjectNode response) {
        switch (injection) {
            case Injection.Injected(JsonNode wanted, int _, List<String> warnings) -> {
                addPatch(response, pod, wanted);
                addWarnings(response, warnings);
            }
            case Injection.Refused(JsonNode wanted, Reason _, String message) -> {
                addPatch(response, pod, wanted);
                addWarnings(response, List.of(message));
            }
            case Injection.LeftAlone _ -> {}
        }
    }

    private void addPatch(ObjectNode response, JsonNode pod, JsonNode wanted) {
        JsonNode patch = JsonDiff.asJson(pod, wanted, PLAIN_OPERATIONS);
        if (!patch.isEmpty()) {
            response.put("patchType", "JSONPatch");
            response.put(
                    "patch", Base64.getEncoder().encodeToString(patch.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void addWarnings(ObjectNode response, List<String> warnings) {
        if (warnings.isEmpty()) {
            return;
        }
        ArrayNode shown = response.putArray("warnings");
        for (String warning : warnings) {
            String text = "maphealth: " + warning;
            int points = text.codePointCount(0, text.length());
            shown.add(points <= MOST_WARNING ? text : text.substring(0, text.offsetByCodePoints(0, MOST_WARNING)));
        }
    }

    private ObjectNode wrapped(ObjectNode response) {
        ObjectNode review = json.createObjectNode();
        review.put("apiVersion", "admission.k8s.io/v1");
        review.put("kind", "AdmissionReview");
        review.set("response", response);
        return review;
    }

    private static String ownerKind(JsonNode pod) {
        return pod.at("/metadata/ownerReferences/0/kind").asText("Pod");
    }
}
