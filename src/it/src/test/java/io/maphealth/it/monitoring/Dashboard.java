package io.maphealth.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A dashboard of Grafana: its panels with their queries, as Grafana asks them when everything is chosen.
record Dashboard(String name, List<Panel> panels) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A panel, or the annotations; `links` are the addresses of runbooks.
    record Panel(String title, String unit, List<String> queries, List<String> links) {}

    static List<Dashboard> all() throws IOException {
        List<Dashboard> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(Examples.root().resolve("deploy/grafana"))) {
            for (Path file : files.sorted().toList()) {
                all.add(read(file));
            }
        }
        return all;
    }

    private static Dashboard read(Path file) throws IOException {
        JsonNode json = JSON.readTree(Files.readString(file));
        List<Panel> panels = new ArrayList<>();
        for (JsonNode panel : json.path("panels")) {
            List<String> queries = new ArrayList<>();
            panel.path("targets")
                    .forEach(target -> queries.add(chosen(target.path("expr").asText())));
            List<String> links = new ArrayList<>();
            panel.path("links").forEach(link -> links.add(link.path("url").asText()));
            String unit =
                    panel.path("fieldConfig").path("defaults").path("unit").asText();
            panels.add(new Panel(panel.path("title").asText(), unit, queries, links));
        }
        for (JsonNode annotation : json.path("annotations").path("list")) {
            panels.add(new Panel(
                    "annotations", "", List.of(chosen(annotation.path("expr").asText())), List.of()));
        }
        return new Dashboard(file.getFileName().toString().replace(".json", ""), panels);
    }

    private static String chosen(String query) {
        return query.replace("$namespace", ".*").replace("$workload", ".*").replace("$__rate_interval", "20s");
    }
}
