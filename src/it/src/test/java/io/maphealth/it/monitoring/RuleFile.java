package io.maphealth.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/// The rules as Prometheus reads them.
record RuleFile(List<Rule> rules) {
    static final Path PATH = Examples.root().resolve("deploy/prometheus/maphealth-rules.yaml");

    private static final ObjectMapper JSON = new ObjectMapper();

    static RuleFile read() throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode group : yaml(PATH).path("groups")) {
            group.path("rules").forEach(rule -> rules.add(Rule.of(rule)));
        }
        return new RuleFile(rules);
    }

    static JsonNode yaml(Path file) throws IOException {
        return yaml(Files.readString(file));
    }

    static JsonNode yaml(String text) {
        return JSON.valueToTree(new Yaml().load(text));
    }

    List<Rule> alerts() {
        return rules.stream().filter(rule -> rule.alert().isPresent()).toList();
    }

    /// A recording rule or an alert.
    record Rule(
            Optional<String> alert,
            Optional<String> record,
            String expr,
            Optional<String> lasting,
            Map<String, String> labels,
            Map<String, String> annotations) {

        private static Rule of(JsonNode rule) {
            return new Rule(
                    text(rule.path("alert")),
                    text(rule.path("record")),
                    rule.path("expr").asText(),
                    text(rule.path("for")),
                    texts(rule.path("labels")),
                    texts(rule.path("annotations")));
        }

        private static Optional<String> text(JsonNode value) {
            return Optional.of(value.asText()).filter(text -> !text.isEmpty());
        }

        private static Map<String, String> texts(JsonNode object) {
            Map<String, String> texts = new TreeMap<>();
            object.properties()
                    .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
            return texts;
        }
    }
}
