package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// One `helm install`, one annotation, and the map is named in an Event; then nothing is left.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FromNothingE2E {
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);
    private static final String MAP_FINDINGS = "MapCountDrift|MapGhostMemory|MapLeakSuspected|MapResidency"
            + "|MapCollision|MapGrowthStalled|MapContractBroken";

    private static Cluster cluster;

    @BeforeAll
    static void installAndAnnotate() throws IOException {
        cluster = Cluster.running();
        cluster.clean();
        cluster.makeNamespace("shop", "");
        cluster.install();
        cluster.apply(Files.readString(Cluster.root().resolve("deploy/examples/kubernetes.yaml")));
        cluster.waitUntilAvailable("shop");
        for (String workload : new String[] {"go-leak", "go-healthy", "jvm-leak", "jvm-healthy"}) {
            cluster.kubectl("-n", "shop", "annotate", "deployment", workload, "maphealth.io/monitor=memory");
        }
    }

    @AfterAll
    static void clean() {
        cluster.clean();
    }

    @Test
    @Order(1)
    void theJavaMapThatLosesCountIsNamedOnPodAndDeployment() {
        assertNamed("jvm-leak", "MapCountDrift", "shop.VisitCounter.visitors");
    }

    @Test
    @Order(2)
    void theGoMapThatKeptTheSizeOfItsBestDayIsNamedOnPodAndDeployment() {
        assertNamed("go-leak", "MapGhostMemory", "main.sale");
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
    void anUpgradeOfTheOperatorLosesNoReportAndTouchesNoPod() {
        String containers = cluster.containers("shop");
        double taken = reports("taken");

        cluster.install("--set=podAnnotations.upgraded=yes");

        await().atMost(THREE_MINUTES)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(reports("taken")).isGreaterThan(taken + 5));
        assertThat(reports("refused") + reports("dropped")).isZero();
        assertThat(cluster.containers("shop"))
                .as("ids and restarts of the containers")
                .isEqualTo(containers);
    }

    @Test
    @Order(5)
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

    private static void assertNamed(String workload, String reason, String map) {
        await().atMost(THREE_MINUTES).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            assertThat(cluster.notes("shop", workload))
                    .containsPattern("Deployment/" + workload + " " + reason + " .*" + map)
                    .containsPattern("Pod/" + workload + "-\\S+ " + reason + " .*" + map);
            assertThat(cluster.health("shop", "deployment-" + workload)).contains(map);
        });
    }
}
