package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.maphealth.it.monitoring.Alertmanager;
import io.maphealth.it.monitoring.Monitoring;
import io.maphealth.it.monitoring.Monitoring.Target;
import io.maphealth.it.monitoring.Promtool;
import io.maphealth.it.monitoring.Receiver;
import io.maphealth.it.monitoring.Receiver.Told;
import io.maphealth.it.monitoring.Server;
import io.maphealth.testkit.OtelCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
import org.junit.jupiter.api.parallel.Isolated;

/// A map that leaks in a pod reaches the team that owns it: injected sidecar, Prometheus that finds it in three
/// ways, the chart's rules, Alertmanager, receiver; and without Prometheus, by the operator itself. All real; what
/// comes after sidecar and operator runs beside the cluster.
@Isolated("installs with settings of its own")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class AlertsE2E {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration JUST_NOW = Duration.ofSeconds(5);
    private static final Path SCRAPING = Cluster.root().resolve("deploy/prometheus");
    private static final String BY_PORT = "maphealth-sidecars";
    private static final String BY_ANNOTATION = "annotated-pods";
    private static final String BY_POD_MONITOR = "podMonitor/maphealth/maphealth-sidecars/0";
    private static final List<String> ATTACHED =
            List.of("maphealth-attached", BY_ANNOTATION, "podMonitor/maphealth/maphealth-attached/0");

    private final List<AutoCloseable> started = new ArrayList<>();
    private final Cluster cluster = Cluster.running();

    private Path folder;
    private Receiver receiver;
    private Monitoring monitoring;
    private OtelCollector collector;
    private Instant begun;

    @BeforeAll
    void startEverything(@TempDir Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        receiver = keep(Receiver.start());
        collector = keep(OtelCollector.start(cluster.host(), folder));
        String direct = Alertmanager.example(receiver.address() + "/direct");
        Server told = keep(Alertmanager.start("direct", direct, cluster.host(), folder));
        String base = Alertmanager.example(receiver.address() + "/base");
        PrometheusOperator rendering = keep(PrometheusOperator.start(cluster, base, folder));
        Installation.make(
                cluster,
                "--set=replicas=1",
                "--set=podMonitor.enabled=true",
                "--set=podMonitor.interval=1s",
                "--set=alerts.enabled=true",
                "--set=alerts.alertmanagerConfigs.enabled=true",
                "--set=alerts.rules.MapLeakSuspected.for=2s",
                "--set=alerts.alertmanagers={%s}"
                        .formatted(told.address().toString().replaceAll("/$", "")),
                "--set=otlp.url=" + collector.metrics());
        begun = Instant.now();
        team("payments", shop("checkout", "go-leak") + shop("refunds", "go-healthy") + ATTACHED_SHOP);
        team("discovery", shop("search", "go-leak"));
        eventually().untilAsserted(() -> {
            assertThat(rendering.jobs()).hasSize(3);
            assertThat(rendering.rules()).contains("MapLeakSuspected");
            assertThat(rendering.alertmanager()).contains("payments/maphealth-memory", "discovery/maphealth-memory");
        });
        List<Server> alertmanagers = List.of(
                keep(Alertmanager.ofTheExample(receiver.address(), folder)),
                keep(Alertmanager.start("by-monitors", rendering.alertmanager(), folder)));
        monitoring = keep(Monitoring.start(jobs(rendering), rendering.rules(), alertmanagers, folder));
    }

    @AfterAll
    void endEverything() throws Exception {
        for (AutoCloseable each : started.reversed()) {
            each.close();
        }
        cluster.dropNamespaces("payments", "discovery");
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
    void prometheusFindsASidecarThatWasAttachedAlthoughItMayDeclareNoPort() {
        eventually()
                .untilAsserted(() -> assertThat(monitoring.targets())
                        .containsAll(ATTACHED.stream()
                                .map(job -> new Target(job, "archive", "up"))
                                .toList()));
    }

    @Test
    @Order(3)
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
    @Order(4)
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
                .noneMatch(told -> told.label("workload").matches("refunds|archive"));
    }

    @Test
    @Order(5)
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
    @Order(6)
    void whereThereIsNoPrometheusTheOperatorTellsAlertmanagerItself() {
        for (String team : List.of("payments", "discovery")) {
            eventually().until(() -> isLeaking("direct/" + team));
            assertThat(receiver.to("direct/" + team)).allSatisfy(told -> {
                assertThat(told.label("team")).isEqualTo(team);
                assertThat(told.label("namespace")).isEqualTo(team);
            });
        }
        Told told = leaks("direct/payments").findFirst().orElseThrow();
        assertThat(told.label("workload")).isEqualTo("checkout");
        assertThat(told.label("site")).contains("main.Session");
        assertThat(told.annotations().get("description")).contains("only ever grows");
    }

    @Test
    @Order(7)
    void whatNoMonitorRoutesGoesToThePlatform() throws IOException, InterruptedException {
        assertThat(Alertmanager.receiver(
                        folder.resolve("by-monitors.yaml"),
                        "alertname=MaphealthSourceUnavailable",
                        "namespace=payments",
                        "team=unowned"))
                .isEqualTo("platform");
    }

    @Test
    @Order(8)
    void promtoolFindsNoFaultInThePagesOfSidecarsAndOperator() throws IOException, InterruptedException {
        Promtool promtool = new Promtool(folder);
        for (String job : List.of(BY_PORT, "maphealth-operator")) {
            assertThat(monitoring.pages(job)).isNotEmpty().allSatisfy(page -> {
                assertThat(page).contains("# HELP maphealth_");
                assertThat(promtool.complaints(ours(page))).isEmpty();
            });
        }
    }

    @Test
    @Order(9)
    void aCollectorGetsTheMetricsOfSidecarsAndOperator() throws InterruptedException {
        collector.awaitLine("-> service.name: Str(maphealth-sidecar)");
        collector.awaitLine("-> Name: maphealth.site.held.bytes");
        collector.awaitLine("-> service.name: Str(maphealth-operator)");
        collector.awaitLine("-> Name: maphealth.operator.workloads");
    }

    @Test
    @Order(10)
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
    @Order(11)
    void theTeamHearsThatItIsOver() {
        int before = receiver.told().size();
        cluster.kubectl("-n", "payments", "scale", "deployment/checkout", "--replicas=0");

        // of two severities, Alertmanager tells the end of the one that it did not hold back
        for (String to : List.of("payments", "own-payments", "direct/payments")) {
            eventually()
                    .until(() -> receiver.told().stream()
                            .skip(before)
                            .anyMatch(told -> told.to().equals(to)
                                    && told.status().equals("resolved")
                                    && told.label("alertname").equals("MapLeakSuspected")));
        }
    }

    /// Without the metrics of the libraries that the operator is made of.
    private static String ours(String page) {
        return page.lines()
                .filter(line -> line.matches("(# (HELP|TYPE) )?maphealth_.*"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /// By the last word that a receiver heard of each leak, however bad it was then: that it is not as bad any more, or
    /// worse, Alertmanager does not tell as an end.
    private boolean isLeaking(String to) {
        Map<Map<String, String>, String> last = new HashMap<>();
        leaks(to).forEach(told -> {
            Map<String, String> leak = new HashMap<>(told.labels());
            leak.remove("severity");
            last.put(leak, told.status());
        });
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

    private static ConditionFactory eventually() {
        return await().atMost(LONGEST).pollInterval(Duration.ofSeconds(1));
    }

    /// Asks on its own metadata for a sidecar in its pods as they run.
    private static final String ATTACHED_SHOP = shop("archive", "go-healthy")
            .replace(
                    "name: archive, namespace: TEAM",
                    "name: archive, namespace: TEAM, annotations: {maphealth.io/monitor: memory, maphealth.io/mode: attach}")
            .replace(", annotations: {maphealth.io/monitor: memory}}", "}");

    /// A namespace of a team, with its policy and workloads.
    private void team(String name, String workloads) {
        cluster.makeNamespace(name, Cluster.RESTRICTED);
        cluster.apply("""
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: memory, namespace: %1$s}
            spec:
              level: 2
              allowedLevel: 2
              interval: 2s
              routing: {team: %1$s, receiver: "%2$s/own-%1$s"}
            """.formatted(name, receiver.address()) + workloads.replace("TEAM", name));
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
