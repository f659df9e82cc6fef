package io.maphealth.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maphealth.testkit.Examples;
import io.maphealth.testkit.Program;
import io.maphealth.testkit.Program.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of a configuration, and the commands of the runbooks, on the real Alertmanager and amtool.
class RoutingTest {
    private static final Path EXAMPLE = Examples.root().resolve("deploy/alertmanager/alertmanager.yaml");
    private static final Path RUNBOOKS = Examples.root().resolve("src/site/markdown/runbooks");
    private static final Pattern SILENCE = Pattern.compile("(?m)^\\$ amtool --alertmanager.url=\\S+ (silence add .*)$");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void amtoolFindsNoFaultInTheExample() throws IOException, InterruptedException {
        Said said = Program.find("amtool").run(folder, "check-config", EXAMPLE.toString());
        assertThat(said.status()).as(said.text()).isZero();
    }

    @Test
    void aTeamsAlertsGoToItsReceiverAndWhatNobodyOwnsToThePlatform() throws IOException, InterruptedException {
        assertThat(receiver("alertname=MapLeakSuspected", "team=payments")).isEqualTo("payments");
        assertThat(receiver("alertname=MapLeakSuspected", "team=discovery")).isEqualTo("discovery");
        assertThat(receiver("alertname=MapLeakSuspected", "team=unowned")).isEqualTo("platform");
        assertThat(receiver("alertname=MapLeakSuspected", "team=nobody-routes-this"))
                .isEqualTo("platform");
        assertThat(receiver("alertname=MaphealthOperatorDown", "team=unowned")).isEqualTo("platform");
    }

    @Test
    void theUrgentWordHoldsBackTheOthersAboutTheSameThing() throws IOException, InterruptedException {
        try (Server alertmanager = Alertmanager.ofTheExample("http://127.0.0.1:1", folder)) {
            Map<String, Map<String, String>> alerts = new TreeMap<>(Map.of(
                    "the leak, critical", map("MapLeakSuspected", "critical", "main.cache"),
                    "the leak, warning", map("MapLeakSuspected", "warning", "main.cache"),
                    "the leak, info", map("MapLeakSuspected", "info", "main.cache"),
                    "another map, warning", map("MapLeakSuspected", "warning", "main.other"),
                    "another map, info", map("MapLeakSuspected", "info", "main.other"),
                    "ghost that survives", map("MapResidency", "warning", "main.cache"),
                    "the same ghost", map("MapGhostMemory", "critical", "main.cache"),
                    "another ghost", map("MapGhostMemory", "warning", "main.other")));
            alerts.putAll(Map.of(
                    "operator down", of("MaphealthOperatorDown", "maphealth", ""),
                    "reports lost", of("MaphealthReportsLost", "shop", "checkout"),
                    "sidecar missing", of("MaphealthSidecarMissing", "shop", "checkout"),
                    "sidecar silent elsewhere", of("MaphealthSidecarSilent", "shop", "search"),
                    "source unavailable", of("MaphealthSourceUnavailable", "shop", "search"),
                    "source unavailable where a sidecar speaks", of("MaphealthSourceUnavailable", "shop", "orders")));
            tell(alertmanager, alerts);

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(heldBack(alertmanager))
                            .containsExactlyInAnyOrder(
                                    "the leak, warning",
                                    "the leak, info",
                                    "another map, info",
                                    "the same ghost",
                                    "reports lost",
                                    "sidecar missing",
                                    "sidecar silent elsewhere",
                                    "source unavailable"));
        }
    }

    @Test
    void theSilenceThatARunbookGivesHoldsItsAlertBackAndNoOther() throws IOException, InterruptedException {
        Program amtool = Program.find("amtool");
        try (Server alertmanager = Alertmanager.ofTheExample("http://127.0.0.1:1", folder);
                Stream<Path> pages = Files.list(RUNBOOKS)) {
            for (Path page : pages.sorted().toList()) {
                String name = page.getFileName().toString().replace(".md", "");
                tell(
                        alertmanager,
                        Map.of(
                                name,
                                of(name, "NAMESPACE", "WORKLOAD"),
                                name + " of another",
                                of(name, "NAMESPACE", "ANOTHER")));
                Matcher command = SILENCE.matcher(Files.readString(page));
                assertThat(command.find()).as(name).isTrue();
                Said said = Program.run(
                        List.of(
                                "sh",
                                "-c",
                                amtool.path() + " --alertmanager.url=" + alertmanager.address() + " "
                                        + command.group(1)),
                        folder);
                assertThat(said.status()).as(said.text()).isZero();
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(silenced(alertmanager)).contains(name));
            }
            // these are not about a workload
            assertThat(silenced(alertmanager).stream().filter(it -> it.endsWith("of another")))
                    .containsExactlyInAnyOrder(
                            "MaphealthOperatorDown of another",
                            "MaphealthUnwatched of another",
                            "MaphealthWebhookErrors of another");
        }
    }

    private static String receiver(String... labels) throws IOException, InterruptedException {
        return Alertmanager.receiver(EXAMPLE, labels);
    }

    private static Map<String, String> map(String alert, String severity, String site) {
        return Map.of(
                "alertname",
                alert,
                "severity",
                severity,
                "namespace",
                "shop",
                "workload",
                "checkout",
                "source",
                "process-memory",
                "site",
                site);
    }

    private static Map<String, String> of(String alert, String namespace, String workload) {
        return Map.of("alertname", alert, "severity", "warning", "namespace", namespace, "workload", workload);
    }

    /// What an alert is called here is in an annotation.
    private static void tell(Server alertmanager, Map<String, Map<String, String>> alerts)
            throws IOException, InterruptedException {
        ArrayNode all = JSON.createArrayNode();
        alerts.forEach((name, labels) -> {
            ObjectNode alert = all.addObject();
            alert.set("labels", JSON.valueToTree(labels));
            alert.putObject("annotations").put("name", name);
        });
        alertmanager.post("/api/v2/alerts", all.toString());
    }

    private static Set<String> heldBack(Server alertmanager) throws IOException, InterruptedException {
        return namesOf(alertmanager, "inhibitedBy");
    }

    private static Set<String> silenced(Server alertmanager) throws IOException, InterruptedException {
        return namesOf(alertmanager, "silencedBy");
    }

    private static Set<String> namesOf(Server alertmanager, String by) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (JsonNode alert : JSON.readTree(alertmanager.get("/api/v2/alerts"))) {
            if (!alert.path("status").path(by).isEmpty()) {
                names.add(alert.path("annotations").path("name").asText());
            }
        }
        return names;
    }
}
