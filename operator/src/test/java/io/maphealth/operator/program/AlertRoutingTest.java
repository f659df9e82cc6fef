package io.maphealth.operator.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.maphealth.operator.api.MapMonitor;
import io.maphealth.operator.routing.RoutingSettings;
import io.maphealth.testkit.ThirdPartyProgram;
import io.maphealth.testkit.kube.ApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// AlertmanagerConfigs of monitors on the real kube-apiserver, first without, then with the Prometheus Operator's own
/// definition, and with the rights that the chart gives for it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertRoutingTest {
    private static final String DEFINITION = "monitoring.coreos.com_alertmanagerconfigs.yaml";
    private static final String NAMESPACE = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: maphealth}
            ---
            """;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static Optional<ApiServer> server = Optional.empty();
    private static Optional<KubernetesClient> administrator = Optional.empty();
    private static Optional<RunningOperator> running = Optional.empty();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        ApiServer api = Servers.start(folder);
        server = Optional.of(api);
        KubernetesClient admin = new Clients(api).admin();
        administrator = Optional.of(admin);
        new Shop(admin)
                .install(NAMESPACE
                        + Chart.rendered(
                                "--set=alerts.alertmanagerConfigs.enabled=true",
                                "--set=alerts.alertmanagerConfigs.labels.alertmanager=main"));
        running = Optional.of(RunningOperator.start(
                new Clients(api).withToken(RunningOperator.token(admin)),
                "maphealth-operator",
                folder.resolve("certificates"),
                new RoutingSettings(true, Map.of("alertmanager", "main"))));
    }

    @AfterAll
    static void stop() {
        running.ifPresent(RunningOperator::close);
        administrator.ifPresent(KubernetesClient::close);
        server.ifPresent(ApiServer::close);
    }

    @Test
    @Order(1)
    void aMonitorSaysThatTheClusterKnowsNoAlertmanagerConfigs() {
        apply("memory", "{team: payments, receiver: 'http://receiver.example/payments'}");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(routed("memory").map(Condition::getStatus)).contains("False");
            assertThat(routed("memory").map(Condition::getMessage).orElse(""))
                    .startsWith("this cluster has no AlertmanagerConfigs");
        });
    }

    @Test
    @Order(2)
    void whereItDoesEveryReceiverBecomesOneThatItsDefinitionAccepts() throws IOException, InterruptedException {
        Path definitions = ThirdPartyProgram.required("prometheus-operator-definitions");
        admin().load(Files.newInputStream(definitions.resolve(DEFINITION))).create();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> config("anything").isEmpty());
        apply("hooks", "{receiver: 'webhook:alerts/url'}");
        apply("chat", "{receiver: 'slack:alerts/slack-url'}");
        apply("pager", "{team: payments, receiver: 'pagerduty:alerts/routing.key'}");

        for (String monitor : List.of("hooks", "chat", "pager")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(routed(monitor).map(Condition::getStatus))
                            .as(monitor)
                            .contains("True"));
            assertThat(config(monitor)).isPresent();
        }
        assertThat(config("pager")
                        .orElseThrow()
                        .at("/metadata/labels/alertmanager")
                        .asText())
                .isEqualTo("main");
        assertThat(config("pager")
                        .orElseThrow()
                        .at("/spec/route/matchers/1/value")
                        .asText())
                .isEqualTo("payments");
    }

    @Test
    @Order(3)
    void itGoesWhenTheMonitorNamesNoReceiverAnyMore() {
        admin().resources(MapMonitor.class)
                .inNamespace("shop")
                .withName("pager")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"routing\":{\"receiver\":null}}}");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(config("pager")).isEmpty();
            assertThat(routed("pager")).isEmpty();
        });
    }

    @Test
    @Order(4)
    void aReceiverThatNobodyKnowsIsRefusedWhenItIsWritten() {
        for (String wrong : List.of("mail:alerts/url", "slack:alerts", "https://user:password@receiver.example")) {
            assertThatThrownBy(() -> apply("wrong", "{receiver: '" + wrong + "'}"))
                    .as(wrong)
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("spec.routing.receiver");
        }
    }

    @Test
    @Order(5)
    void nothingWasDeniedAndEveryRightForRoutingWasUsed() throws IOException {
        AuditLog log = AuditLog.read(server.orElseThrow().auditLog());

        assertThat(log.denied()).isEmpty();
        assertThat(log.used())
                .contains(
                        "patch monitoring.coreos.com/alertmanagerconfigs",
                        "delete monitoring.coreos.com/alertmanagerconfigs",
                        "patch maphealth.io/mapmonitors/status");
    }

    private static void apply(String name, String routing) {
        new Shop(admin()).apply(Shop.monitor(name, "{routing: " + routing + "}"));
    }

    private static Optional<Condition> routed(String monitor) {
        return admin()
                .resources(MapMonitor.class)
                .inNamespace("shop")
                .withName(monitor)
                .get()
                .getStatus()
                .conditions()
                .stream()
                .filter(it -> it.getType().equals("AlertsRouted"))
                .findFirst();
    }

    private static Optional<JsonNode> config(String monitor) {
        return Optional.ofNullable(
                        admin().genericKubernetesResources("monitoring.coreos.com/v1alpha1", "AlertmanagerConfig")
                                .inNamespace("shop")
                                .withName("maphealth-" + monitor)
                                .get())
                .map(Wiring.JSON::valueToTree);
    }

    private static KubernetesClient admin() {
        return administrator.orElseThrow();
    }
}
