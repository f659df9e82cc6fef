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

    /// A panel, or the annotations; `links` are the addresses of runbooks, `place` is in 24 columns.
    record Panel(String title, String type, String unit, List<Query> queries, List<String> links, Place place) {}

    /// What is asked, and what the series of the answer are called.
    record Query(String text, String legend) {}

    record Place(int x, int y, int width, int height) {}

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
        json.path("panels").forEach(panel -> panels.add(panel(panel)));
        for (JsonNode annotation : json.at("/annotations/list")) {
            Query query = new Query(chosen(annotation.path("expr").asText()), "");
            panels.add(new Panel("annotations", "annotations", "", List.of(query), List.of(), new Place(0, 0, 0, 0)));
        }
        return new Dashboard(file.getFileName().toString().replace(".json", ""), panels);
    }

    private static Panel panel(JsonNode panel) {
        List<Query> queries = new ArrayList<>();
        panel.path("targets")
                .forEach(target -> queries.add(new Query(
                        chosen(target.path("expr").asText()),
                        target.path("legendFormat").asText())));
        List<String> links = new ArrayList<>();
        panel.path("links").forEach(link -> links.add(link.path("url").asText()));
        JsonNode place = panel.path("gridPos");
        return new Panel(
                panel.path("title").asText(),
                panel.path("type").asText(),
                panel.at("/fieldConfig/defaults/unit").asText(),
                queries,
                links,
                new Place(
                        place.path("x").asInt(),
                        place.path("y").asInt(),
                        place.path("w").asInt(),
                        place.path("h").asInt()));
    }

    private static String chosen(String query) {
        return query.replace("$namespace", ".*").replace("$workload", ".*").replace("$__rate_interval", "20s");
    }
}
