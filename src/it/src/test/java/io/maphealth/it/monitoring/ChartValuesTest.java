package io.maphealth.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every threshold and every time of every alert is a value of the chart.
class ChartValuesTest {
    private static final String RULES = "templates/prometheusrule.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void whatTheValuesSayIsInTheRules() throws IOException, InterruptedException {
        ObjectNode wanted = (ObjectNode) RuleFile.yaml(Examples.root().resolve("helm/maphealth/values.yaml"))
                .at("/alerts/rules");
        int number = 7_000;
        for (JsonNode rule : wanted) {
            for (String key : names(rule)) {
                number++;
                switch (key) {
                    case "enabled" -> {}
                    case "for", "window" -> ((ObjectNode) rule).put(key, number + "s");
                    case "aboveShare" -> ((ObjectNode) rule).put(key, number / 10_000.0);
                    default -> ((ObjectNode) rule).put(key, number);
                }
            }
        }

        JsonNode rendered = rendered(wanted, "--set=alerts.team=platform", "--set=alerts.runbooks=https://wiki/maps");

        for (JsonNode rule : alerts(rendered).toList()) {
            String name = rule.path("alert").asText();
            JsonNode values = wanted.path(name);
            assertThat(rule.path("for").asText())
                    .as(name)
                    .isEqualTo(values.path("for").asText());
            assertThat(rule.at("/annotations/runbook_url").asText()).isEqualTo("https://wiki/maps/" + name + ".html");
            assertThat(rule.at("/labels/team").asText()).as(name).contains("platform");
        }
        for (String name : names(wanted)) {
            String all = alerts(rendered)
                    .filter(rule -> rule.path("alert").asText().equals(name))
                    .map(rule -> rule.path("expr").asText())
                    .collect(Collectors.joining("\n"));
            for (String key : names(wanted.path(name))) {
                if (!List.of("enabled", "for").contains(key)) {
                    assertThat(all)
                            .as("%s.%s", name, key)
                            .contains(wanted.path(name).path(key).asText());
                }
            }
        }
        assertThat(rendered.toString()).doesNotContain("${");
    }

    @Test
    void anAlertThatIsTurnedOffIsNotThereAndRecordsStay() throws IOException, InterruptedException {
        ObjectNode off = JSON.createObjectNode();
        off.putObject("MapLeakSuspected").put("enabled", false);

        JsonNode rendered = rendered(off);

        assertThat(alerts(rendered).map(rule -> rule.path("alert").asText()))
                .contains("MapCountDrift")
                .doesNotContain("MapLeakSuspected");
        assertThat(rendered.findValuesAsText("record")).isNotEmpty();
    }

    private JsonNode rendered(ObjectNode rules, String... more) throws IOException, InterruptedException {
        ObjectNode values = JSON.createObjectNode();
        values.putObject("alerts").put("enabled", true).set("rules", rules);
        String file = Files.writeString(folder.resolve("values.yaml"), values.toString())
                .toString();
        return RuleFile.yaml(Chart.rendered(
                RULES,
                Stream.concat(Stream.of("--values=" + file), Stream.of(more)).toArray(String[]::new)));
    }

    private static Stream<JsonNode> alerts(JsonNode rendered) {
        return rendered.findParents("alert").stream();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
