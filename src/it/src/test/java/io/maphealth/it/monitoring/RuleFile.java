package io.maphealth.it.monitoring;

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

    static RuleFile read() throws IOException {
        Map<String, Object> file = yaml(PATH);
        List<Rule> rules = new ArrayList<>();
        for (Object group : list(file.get("groups"))) {
            list(map(group).get("rules")).forEach(rule -> rules.add(Rule.of(map(rule))));
        }
        return new RuleFile(rules);
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

        private static Rule of(Map<String, Object> rule) {
            return new Rule(
                    text(rule.get("alert")),
                    text(rule.get("record")),
                    text(rule.get("expr")).orElse(""),
                    text(rule.get("for")),
                    texts(rule.get("labels")),
                    texts(rule.get("annotations")));
        }

        private static Map<String, String> texts(Object value) {
            Map<String, String> texts = new TreeMap<>();
            map(value).forEach((key, each) -> texts.put(key, String.valueOf(each)));
            return texts;
        }
    }

    static Map<String, Object> yaml(Path file) throws IOException {
        return map(new Yaml().load(Files.readString(file)));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }

    private static Optional<String> text(Object value) {
        return Optional.ofNullable(value).map(String::valueOf);
    }
}
