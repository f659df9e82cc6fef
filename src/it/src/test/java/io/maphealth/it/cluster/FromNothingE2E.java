package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/// One `helm install`, one annotation, and the map is named in an Event: of pods that are made anew,
/// and, as they run, of pods that have been leaking since before maphealth was there. Then nothing is
/// left.
@Isolated("begins and ends with nothing installed")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FromNothingE2E {
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);
    private static final String MAP_FINDINGS = "MapCountDrift|MapGhostMemory|MapLeakSuspected|MapResidency"
            + "|MapCollision|MapGrowthStalled|MapContractBroken";

    private static final Path EXAMPLES = Cluster.root().resolve("deploy/examples/kubernetes.yaml");

    private static Cluster cluster;
    private static String longOpen = "";

    @BeforeAll
    static void installAndAnnotate() throws IOException {
        cluster = Cluster.running();
        cluster.clean("--timeout=170s");
        String shop = Files.readString(EXAMPLES);
        String longOpenShop = shop.replace("namespace: shop", "namespace: long-open")
                .replace("name: shop\n  labels", "name: long-open\n  labels");
        cluster.makeNamespace("shop", "");
        cluster.makeNamespace("long-open", "");
        cluster.apply(withoutMonitors(longOpenShop));
        cluster.waitUntilAvailable("long-open");
        longOpen = cluster.containers("long-open");

        Installation.make(cluster);
        cluster.apply(longOpenShop);
        annotate("long-open", List.of("go-leak", "jvm-leak"), "maphealth.io/mode=attach");
        cluster.apply(shop);
        cluster.waitUntilAvailable("shop");
        annotate("shop", List.of("go-leak", "go-healthy", "jvm-leak", "jvm-healthy"));
    }

    @AfterAll
    static void clean() {
        cluster.clean("--timeout=170s");
    }

    @Test
    @Order(1)
    void theJavaMapThatLosesCountIsNamedOnPodAndDeployment() {
        assertNamed("shop", "jvm-leak", "MapCountDrift", "shop.VisitCounter.visitors");
    }

    @Test
    @Order(2)
    void theGoMapThatKeptTheSizeOfItsBestDayIsNamedOnPodAndDeployment() {
        assertNamed("shop", "go-leak", "MapGhostMemory", "main.sale");
    }

    @Test
    @Order(3)
    void theHealthyTwinsReportAndNothingIsSaidOfTheirMaps() {
        for (String workload : new String[] {"jvm-healthy", "go-healthy"}) {
            await().atMost(THREE_MINUTES)
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(cluster.health("shop", "deployment-" + workload))
                            .contains("Healthy", "1/1"));
            assertThat(cluster.notes("shop", workload)).doesNotContainPattern(MAP_FINDINGS);
        }
    }

    @Test
    @Order(4)
    void mapsThatLeakedBeforeTheInstallationAreNamedWithoutARestart() {
        assertNamed("long-open", "go-leak", "MapGhostMemory", "main.sale");
        assertNamed("long-open", "jvm-leak", "MapCountDrift", "shop.VisitCounter.visitors");
        for (String workload : List.of("go-leak", "jvm-leak")) {
            assertThat(cluster.notes("long-open", workload))
                    .containsPattern("Pod/" + workload + "-\\S+ Attached a sidecar was attached");
        }
        assertThatTheLongOpenOnesRanOn();
    }

    @Test
    @Order(5)
    void theCommandLineExaminesAPodThatRunsWithTheKubeconfigOfWhoeverAsks() {
        String pod = cluster.kubectl("-n", "long-open", "get", "pods", "-l=app=go-healthy", "-o=name")
                .strip()
                .substring("pod/".length());

        String shown = cluster.maphealth(
                "attach",
                pod,
                "--namespace=long-open",
                "--container=shop",
                "--rounds=2",
                "--image=" + cluster.withImages("REGISTRY/maphealth/sidecar:TAG"));

        assertThat(shown).contains("round 2").contains("map[string]*main.Session");
        assertThatTheLongOpenOnesRanOn();
    }

    @Test
    @Order(6)
    void anUpgradeOfTheOperatorLosesNoReportAndTouchesNoPod() {
        String containers = cluster.containers("shop");
        double taken = reports("taken");

        Installation.make(cluster, "--set=podAnnotations.upgraded=yes");

        await().atMost(THREE_MINUTES)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(reports("taken")).isGreaterThan(taken + 5));
        assertThat(reports("refused") + reports("dropped")).isZero();
        assertThat(cluster.containers("shop"))
                .as("ids and restarts of the containers")
                .isEqualTo(containers);
    }

    @Test
    @Order(7)
    void uninstallingLeavesNothingOfOursButTheDefinitionsThatAreKept() {
        cluster.helm("uninstall", "maphealth", "-n", "maphealth", "--wait");

        await().atMost(THREE_MINUTES)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(cluster.kubectl(
                                "get",
                                "all,configmap,secret,lease,role,rolebinding,clusterrole,clusterrolebinding,"
                                        + "mutatingwebhookconfiguration,poddisruptionbudget,networkpolicy",
                                "-A",
                                "-o=jsonpath={range .items[*]}{.kind} {.metadata.name}{\"\\n\"}{end}"))
                        .doesNotContainPattern("(?m) maphealth(?!-node$)"));
        assertThat(cluster.kubectl("get", "crd", "-o=name")).contains("maphealths.maphealth.io");
    }

    /// Of a sidecar that the release before the upgrade injected.
    private static double reports(String outcome) {
        return cluster.metricsOfSidecar("shop", "go-leak")
                .lines()
                .filter(line -> line.startsWith("maphealth_reports_total") && line.contains('"' + outcome + '"'))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static void assertThatTheLongOpenOnesRanOn() {
        assertThat(cluster.containers("long-open"))
                .as("ids and restarts of the containers")
                .isEqualTo(longOpen);
    }

    private static void assertNamed(String namespace, String workload, String reason, String map) {
        await().atMost(THREE_MINUTES).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            assertThat(cluster.notes(namespace, workload))
                    .containsPattern("Deployment/" + workload + " " + reason + " .*" + map)
                    .containsPattern("Pod/" + workload + "-\\S+ " + reason + " .*" + map);
            assertThat(cluster.health(namespace, "deployment-" + workload)).contains(map);
        });
    }

    private static String withoutMonitors(String manifests) {
        return Arrays.stream(manifests.split("(?m)^---$"))
                .filter(manifest -> !manifest.contains("kind: MapMonitor"))
                .collect(Collectors.joining("---"));
    }

    private static void annotate(String namespace, List<String> workloads, String... more) {
        List<String> annotate = new ArrayList<>(List.of("-n", namespace, "annotate", "deployment"));
        annotate.addAll(workloads);
        annotate.add("maphealth.io/monitor=memory");
        annotate.addAll(List.of(more));
        cluster.kubectl(annotate.toArray(String[]::new));
    }
}
