package io.maphealth.operator.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maphealth.operator.inject.Wish;
import java.util.HashMap;
import java.util.Map;

/// Anything that makes pods, or a pod, as JSON: what it says of itself and what its pods are made from.
public record Workload(JsonNode tree) {
    public WorkloadRef ref() {
        return new WorkloadRef(
                text("/apiVersion"),
                text("/kind"),
                text("/metadata/namespace"),
                text("/metadata/name"),
                text("/metadata/uid"));
    }

    public boolean isPod() {
        return text("/kind").equals("Pod");
    }

    /// On the workload itself.
    public Map<String, String> annotations() {
        return texts(tree.at("/metadata/annotations"));
    }

    /// On the pods that it makes.
    public Map<String, String> templateAnnotations() {
        return texts(template().at("/metadata/annotations"));
    }

    /// Whether sidecars are to be attached to its pods as they run.
    public boolean attaches() {
        return Wish.attaches(wishes());
    }

    /// What is asked for its pods: by itself where sidecars are attached, else by the pods that it makes.
    public Map<String, String> wishes() {
        return Wish.attaches(annotations()) ? annotations() : templateAnnotations();
    }

    /// As the API server would see a pod of it.
    public JsonNode template() {
        if (isPod()) {
            return tree;
        }
        JsonNode template = tree.at(templatePath());
        return template.isObject() ? template : new ObjectNode(JsonNodeFactory.instance);
    }

    /// Where the template is, as a JSON pointer.
    public String templatePath() {
        return text("/kind").equals("CronJob") ? "/spec/jobTemplate/spec/template" : "/spec/template";
    }

    /// Labels of its pods; empty where it does not choose them by labels.
    public Map<String, String> selector() {
        return isPod() ? Map.of() : texts(tree.at("/spec/selector/matchLabels"));
    }

    /// Whether a pod of it that goes is replaced by one of the same template. A Job's pod takes its work along.
    public boolean replacesPods() {
        return !isPod() && !text("/kind").endsWith("Job");
    }

    /// Whether pods of an earlier template are still being replaced.
    public boolean isRollingOut() {
        return number("/status/observedGeneration") < number("/metadata/generation")
                || number("/status/updatedReplicas") < number("/status/replicas")
                || number("/status/updatedNumberScheduled") < number("/status/desiredNumberScheduled");
    }

    /// Whether all the pods that it wants are ready.
    public boolean isAllReady() {
        return number("/status/readyReplicas") >= number("/spec/replicas")
                && number("/status/numberReady") >= number("/status/desiredNumberScheduled");
    }

    private long number(String pointer) {
        return tree.at(pointer).asLong();
    }

    private String text(String pointer) {
        return tree.at(pointer).asText();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties().forEach(it -> texts.put(it.getKey(), it.getValue().asText()));
        return Map.copyOf(texts);
    }
}
