package io.maphealth.operator.inject;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What is added to a pod as it runs: an ephemeral container, which may have no port of its own, and
/// the annotations that say where its metrics are.
public record Addition(JsonNode container, Map<String, String> annotations) {
    public Addition {
        annotations = Map.copyOf(annotations);
    }
}
