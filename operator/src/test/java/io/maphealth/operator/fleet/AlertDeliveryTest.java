package io.maphealth.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maphealth.operator.api.MapHealthStatus;
import io.maphealth.operator.api.MapTotals;
import io.maphealth.operator.api.SiteFinding;
import io.maphealth.testkit.ThirdPartyProgram;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alerts delivered to a real Alertmanager without any Prometheus.
class AlertDeliveryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SiteFinding LEAK = finding("warning");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    @Test
    void anAlertIsThereOnceHoweverOftenItIsToldAndGoesWithItsFinding() throws IOException, InterruptedException {
        Path program = ThirdPartyProgram.required("alertmanager");
        int port = TestingServer.freePort();
        try (TestingServer alertmanager = start(program, port)) {
            // two replicas of the operator tell the same
            AlertDelivery one = delivery(port);
            AlertDelivery other = delivery(port);
            one.deliver(List.of(health(LEAK)), Instant.now());
            other.deliver(List.of(health(LEAK)), Instant.now());
            one.deliver(List.of(health(LEAK)), Instant.now().plus(AlertBook.REPEAT));

            List<JsonNode> active = active(alertmanager);
            assertThat(active).hasSize(1);
            assertThat(active.getFirst().path("labels"))
                    .isEqualTo(JSON.valueToTree(Map.of(
                            "alertname", "MapLeakSuspected",
                            "severity", "warning",
                            "team", "payments",
                            "namespace", "shop",
                            "workload", "checkout",
                            "site", "main.sessions")));
            assertThat(active.getFirst().path("annotations").path("runbook_url").asText())
                    .isEqualTo("https://maphealth.io/runbooks/MapLeakSuspected.html");

            one.deliver(List.of(health()), Instant.now());
            await().until(() -> active(alertmanager).isEmpty());
        }
    }

    @Test
    void whatIsNotTakenIsToldAgain() throws IOException, InterruptedException {
        Path program = ThirdPartyProgram.required("alertmanager");
        int port = TestingServer.freePort();
        AlertDelivery delivery = delivery(port);
        delivery.deliver(List.of(health(LEAK)), Instant.now());
        assertThat(meters.counter("maphealth.operator.alerts", "outcome", "failed")
                        .count())
                .isEqualTo(1);
        try (TestingServer alertmanager = start(program, port)) {
            delivery.deliver(List.of(health(LEAK)), Instant.now());
            assertThat(active(alertmanager)).hasSize(1);
        }
    }

    @Test
    void whatAMonitorSilencesIsNoAlert() {
        WorkloadAlerts alerts = new WorkloadAlerts(settings(1));
        assertThat(alerts.of(health(finding("silenced")))).isEmpty();
    }

    private TestingServer start(Path program, int port) throws IOException {
        Path configuration = Files.writeString(folder.resolve("alertmanager.yaml"), """
                route: {receiver: nobody}
                receivers: [{name: nobody}]
                """);
        return TestingServer.start(
                program,
                port,
                folder,
                "--config.file=" + configuration,
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address=");
    }

    private AlertDelivery delivery(int port) {
        return new AlertDelivery(TestingServer.HTTP, settings(port), meters);
    }

    private static AlertSettings settings(int port) {
        return new AlertSettings(
                List.of(URI.create("http://127.0.0.1:" + port)),
                Optional.empty(),
                Set.of(),
                "unowned",
                "https://maphealth.io/runbooks");
    }

    private static List<JsonNode> active(TestingServer alertmanager) throws IOException, InterruptedException {
        List<JsonNode> alerts = new ArrayList<>();
        JSON.readTree(alertmanager.get("/api/v2/alerts?active=true")).forEach(alerts::add);
        return alerts;
    }

    private static WorkloadHealth health(SiteFinding... findings) {
        MapHealthStatus status = new MapHealthStatus(
                1, "", "", 1, "", "", "", "payments", 0, MapTotals.NONE, List.of(findings), List.of(), Map.of());
        return new WorkloadHealth("shop", "checkout", status, Instant.now());
    }

    private static SiteFinding finding(String severity) {
        return new SiteFinding(
                "LeakGrowth",
                severity,
                "main.sessions",
                "",
                "",
                "main.sessions only ever grows",
                Map.of(),
                0.9,
                "2026-11-21T12:00:00Z",
                List.of("checkout-1"));
    }
}
