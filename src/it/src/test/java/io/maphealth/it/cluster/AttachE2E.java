package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pods that have been leaking since before maphealth was there are examined as they run.
class AttachE2E {
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);
    private static Cluster cluster;
    private static String before = "";

    @BeforeAll
    static void leakAndThenInstall() throws IOException {
        cluster = Cluster.running();
        cluster.clean();
        cluster.makeNamespace("shop", "");
        String examples = Files.readString(Cluster.root().resolve("deploy/examples/kubernetes.yaml"));
        cluster.apply(Arrays.stream(examples.split("(?m)^---$"))
                .filter(document -> !document.contains("kind: MapMonitor"))
                .collect(Collectors.joining("---")));
        cluster.waitUntilAvailable("shop");
        before = cluster.containers("shop");
        cluster.install("--set=replicas=1");
        cluster.apply(examples);
    }

    @AfterAll
    static void clean() {
        cluster.clean();
    }

    @Test
    void anAnnotationOnTheDeploymentIsEnough() {
        for (String workload : new String[] {"go-leak", "jvm-leak"}) {
            cluster.kubectl(
                    "-n",
                    "shop",
                    "annotate",
                    "deployment",
                    workload,
                    "maphealth.io/monitor=memory",
                    "maphealth.io/mode=attach");
        }

        assertNamed("go-leak", "MapGhostMemory", "main.sale");
        assertNamed("jvm-leak", "MapCountDrift", "shop.VisitCounter.visitors");
        assertThat(cluster.containers("shop"))
                .as("ids and restarts of the containers")
                .isEqualTo(before);
    }

    @Test
    void theCommandLineExaminesAPodWithTheKubeconfigOfWhoeverAsks() {
        String pod = cluster.kubectl("-n", "shop", "get", "pods", "-l=app=go-healthy", "-o=name")
                .strip()
                .substring("pod/".length());

        String shown = cluster.maphealth(
                "attach",
                pod,
                "--namespace=shop",
                "--container=shop",
                "--rounds=2",
                "--image=" + cluster.withImages("REGISTRY/maphealth/sidecar:TAG"));

        assertThat(shown).contains("round 2").contains("map[string]*main.Session");
        assertThat(cluster.containers("shop"))
                .as("ids and restarts of the containers")
                .isEqualTo(before);
    }

    private static void assertNamed(String workload, String reason, String map) {
        await().atMost(THREE_MINUTES)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(cluster.notes("shop", workload))
                        .containsPattern("Pod/" + workload + "-\\S+ Attached a sidecar was attached")
                        .containsPattern("Deployment/" + workload + " " + reason + " .*" + map)
                        .containsPattern("Pod/" + workload + "-\\S+ " + reason + " .*" + map));
    }
}
