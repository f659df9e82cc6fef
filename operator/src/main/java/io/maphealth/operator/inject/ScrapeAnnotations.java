package io.maphealth.operator.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Stream;

/// The annotations by which many a Prometheus finds what to scrape in a pod: a convention, for one port a pod.
/// Those of the pod itself stay.
final class ScrapeAnnotations {
    private static final String SCRAPE = "prometheus.io/scrape";
    private static final String PORT = "prometheus.io/port";
    private static final String PATH = "prometheus.io/path";

    private ScrapeAnnotations() {}

    /// Those for a pod: none where it has one of its own, or the port is not known beforehand.
    static Map<String, String> of(JsonNode pod, SidecarPort port) {
        JsonNode own = pod.at("/metadata/annotations");
        if (!port.declared() || Stream.of(SCRAPE, PORT, PATH).anyMatch(own::has)) {
            return Map.of();
        }
        return Map.of(SCRAPE, "true", PORT, Integer.toString(port.number()), PATH, "/metrics");
    }

    static void remove(ObjectNode annotations) {
        Stream.of(SCRAPE, PORT, PATH).forEach(annotations::remove);
    }
}
