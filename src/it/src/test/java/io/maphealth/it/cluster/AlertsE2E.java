package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.maphealth.it.monitoring.Alertmanager;
import io.maphealth.it.monitoring.Monitoring;
import io.maphealth.it.monitoring.Monitoring.Target;
import io.maphealth.it.monitoring.Receiver;
import io.maphealth.it.monitoring.Receiver.Told;
import io.maphealth.it.monitoring.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A map that leaks in a pod reaches the team that owns it: injected sidecar, Prometheus that finds it in three
/// ways, the chart's rules, Alertmanager, receiver. All real; the last three run beside the cluster.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class AlertsE2E {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration JUST_NOW = Duration.ofSeconds(5);
    private static final Path SCRAPING = Cluster.root().resolve("deploy/prometheus");
    private static final String BY_PORT = "maphealth-sidecars";
    private static final String BY_ANNOTATION = "annotated-pods";
    private static final String BY_POD_MONITOR = "podMonitor/maphealth/maphealth-sidecars/0";

    private final List<AutoCloseable> started = new ArrayList<>();
    private final Cluster cluster = Cluster.running();

    private Receiver receiver;
    private Monitoring monitoring;
    private Instant begun;

    @BeforeAll
    void startEverything(@TempDir Path folder) throws IOException, InterruptedException {
        clean();
        PrometheusOperator rendering = keep(PrometheusOperator.start(cluster, folder));
        cluster.install(
                "--set=podMonitor.enabled=true",
                "--set=podMonitor.interval=1s",
                "--set=alerts.enabled=true",
                "--set=alerts.alertmanagerConfigs.enabled=true",
                "--set=alerts.rules.MapLeakSuspected.for=2s");
        receiver = keep(Receiver.start());
        begun = Instant.now();
        cluster.apply(team("payments", shop("checkout", "go-leak") + shop("refunds", "go-healthy")));
        cluster.apply(team("discovery", shop("search", "go-leak")));
        eventually().untilAsserted(() -> {
            assertThat(rendering.jobs()).hasSize(2);
            assertThat(rendering.rules()).contains("MapLeakSuspected");
            assertThat(rendering.alertmanager()).contains("payments/maphealth-memory", "discovery/maphealth-memory");
        });
        List<Server> alertmanagers = List.of(
                keep(Alertmanager.ofTheExample(receiver.address(), folder)),
                keep(Alertmanager.start("by-monitors", withoutWaiting(rendering.alertmanager()), folder)));
        monitoring = keep(Monitoring.start(jobs(rendering), rendering.rules(), alertmanagers, folder));
    }

    @AfterAll
    void endEverything() throws Exception {
        for (AutoCloseable each : started.reversed()) {
            each.close();
        }
        clean();
    }

    private void clean() throws IOException, InterruptedException {
        cluster.remove("payments", "discovery");
        PrometheusOperator.clean(cluster);
    }

    @Test
    @Order(1)
    void prometheusFindsTheSidecarsByPortByAnnotationAndByPodMonitor() {
        eventually()
                .untilAsserted(() -> assertThat(monitoring.targets())
                        .containsAll(Stream.of(BY_PORT, BY_ANNOTATION, BY_POD_MONITOR)
                                .flatMap(job -> Stream.of("checkout", "refunds", "search")
                                        .map(workload -> new Target(job, workload, "up")))
                                .toList()));
    }

    @Test
    @Order(2)
    void theTeamThatOwnsAWorkloadHearsWhichMapOfItLeaks() {
        eventually().until(() -> isLeaking("payments"));
        Told told = leaks("payments").findFirst().orElseThrow();
        System.out.printf(
                "checkout reached its team %d s after it was made: %s%n",
                Duration.between(begun, Instant.now()).toSeconds(),
                told.annotations().get("description"));
        assertThat(told.label("namespace")).isEqualTo("payments");
        assertThat(told.label("workload")).isEqualTo("checkout");
        assertThat(told.label("team")).isEqualTo("payments");
        assertThat(told.label("site")).contains("main.Session");
        assertThat(told.annotations().get("description")).contains("payments/checkout", "only ever grows");
    }

    @Test
    @Order(3)
    void anotherTeamHearsOfItsOwnAndNobodyOfTheHealthyTwin() {
        eventually().until(() -> isLeaking("discovery"));
        for (String team : List.of("payments", "discovery")) {
            assertThat(receiver.to(team)).allSatisfy(told -> {
                assertThat(told.label("team")).isEqualTo(team);
                assertThat(told.label("namespace")).isEqualTo(team);
            });
        }
        assertThat(receiver.told())
                .filteredOn(told -> told.label("alertname").matches("Map[A-Z].*"))
                .noneMatch(told -> told.label("workload").equals("refunds"));
    }

    @Test
    @Order(4)
    void theReceiverThatAMonitorNamesHearsOfItsNamespaceOnly() {
        for (String team : List.of("payments", "discovery")) {
            eventually().until(() -> isLeaking("own-" + team));
            assertThat(receiver.to("own-" + team)).allSatisfy(told -> {
                assertThat(told.label("team")).isEqualTo(team);
                assertThat(told.label("namespace")).isEqualTo(team);
            });
        }
    }

    @Test
    @Order(5)
    void whatAMonitorSilencesIsOverForItsTeamOnly() {
        cluster.kubectl(
                "-n",
                "discovery",
                "patch",
                "mm",
                "memory",
                "--type=merge",
                "-p={\"spec\":{\"silences\":[{\"site\":\"main.Session\",\"finding\":\"LeakGrowth\"}]}}");

        eventually()
                .until(() -> !monitoring
                        .ask("maphealth_operator_silenced{namespace=\"discovery\",finding=\"LeakGrowth\"}", JUST_NOW)
                        .isEmpty());
        eventually().until(() -> !isLeaking("discovery") && isLeaking("payments"));
    }

    @Test
    @Order(6)
    void theTeamHearsThatItIsOver() {
        int before = receiver.told().size();
        cluster.kubectl("-n", "payments", "scale", "deployment/checkout", "--replicas=0");

        // of two severities, Alertmanager tells the end of the one that it did not hold back
        for (String to : List.of("payments", "own-payments")) {
            eventually()
                    .until(() -> receiver.told().stream()
                            .skip(before)
                            .anyMatch(told -> told.to().equals(to)
                                    && told.status().equals("resolved")
                                    && told.label("alertname").equals("MapLeakSuspected")));
        }
    }

    /// By the last word that a receiver heard of each leak.
    private boolean isLeaking(String to) {
        Map<Map<String, String>, String> last = new HashMap<>();
        leaks(to).forEach(told -> last.put(told.labels(), told.status()));
        return last.containsValue("firing");
    }

    private Stream<Told> leaks(String to) {
        return receiver.to(to).stream().filter(told -> told.label("alertname").equals("MapLeakSuspected"));
    }

    private List<JsonNode> jobs(PrometheusOperator rendering) throws IOException {
        List<JsonNode> jobs = new ArrayList<>(rendering.jobs());
        for (String file : List.of("maphealth-scrape.yaml", "annotated-pods-scrape.yaml")) {
            jobs.addAll(Monitoring.jobs(Files.readString(SCRAPING.resolve(file))));
        }
        return jobs.stream()
                .map(job -> PrometheusOperator.fromOutside(job, cluster))
                .toList();
    }

    private static String withoutWaiting(String alertmanager) {
        return alertmanager.replaceFirst("route:", "route:\n  group_wait: 1s\n  group_interval: 1s");
    }

    private static ConditionFactory eventually() {
        return await().atMost(LONGEST).pollInterval(Duration.ofSeconds(1));
    }

    /// A namespace of a team, with its policy and workloads.
    private String team(String name, String workloads) {
        return """
            apiVersion: v1
            kind: Namespace
            metadata: {name: %1$s, labels: {pod-security.kubernetes.io/enforce: restricted}}
            ---
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: memory, namespace: %1$s}
            spec:
              level: 2
              allowedLevel: 2
              interval: 2s
              routing: {team: %1$s, receiver: "%2$s/own-%1$s"}
            """.formatted(name, receiver.address()) + workloads.replace("TEAM", name);
    }

    private static String shop(String name, String example) {
        return """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s, namespace: TEAM}
            spec:
              selector: {matchLabels: {app: %1$s}}
              template:
                metadata: {labels: {app: %1$s}, annotations: {maphealth.io/monitor: memory}}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers:
                    - name: shop
                      image: REGISTRY/maphealth/example-%2$s:TAG
                      args: [-pprof, "127.0.0.1:6060", -logins, "3000"]
                      resources: {requests: {cpu: 20m, memory: 64Mi}, limits: {memory: 512Mi}}
                      securityContext:
                        runAsNonRoot: true
                        runAsUser: 65532
                        allowPrivilegeEscalation: false
                        capabilities: {drop: [ALL]}
                        seccompProfile: {type: RuntimeDefault}
            """.formatted(name, example);
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.add(part);
        return part;
    }
}
