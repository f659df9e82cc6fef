package io.maphealth.operator.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/// The annotations by which many a Prometheus finds what to scrape in a pod: a convention, for one port a pod.
/// Those of the pod itself stay.
final class ScrapeAnnotations {
    private static final String SCRAPE = "prometheus.io/scrape";
    private static final String PORT = "prometheus.io/port";
    private static final String PATH = "prometheus.io/path";

    private ScrapeAnnotations() {}

    /// Whether they were written: not where the pod has one of its own, or the port is not known beforehand.
    static boolean write(ObjectNode pod, SidecarPort port) {
        ObjectNode annotations = pod.withObject("/metadata/annotations");
        if (!port.declared() || Stream.of(SCRAPE, PORT, PATH).anyMatch(annotations::has)) {
            return false;
        }
        annotations.put(SCRAPE, "true");
        annotations.put(PORT, Integer.toString(port.number()));
        annotations.put(PATH, "/metrics");
        return true;
    }

    static void remove(ObjectNode annotations) {
        Stream.of(SCRAPE, PORT, PATH).forEach(annotations::remove);
    }
}
