package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever breaks on our side, pods are made, run and end as they would without us.
class NobodyIsHarmedE2E {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final String NAMESPACE = "bystanders";
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Cluster.running();
        clean();
    }

    @BeforeEach
    void installAndMakeRoom() {
        cluster.deleteNamespace(NAMESPACE);
        cluster.install();
        cluster.kubectl("-n", "maphealth", "rollout", "status", "deployment/maphealth-operator", "--timeout=170s");
    }

    @AfterAll
    static void clean() {
        cluster.deleteNamespace(NAMESPACE);
        cluster.uninstall();
    }

    @Test
    void withEverythingInOrderJobsEndAndEveryContainerHasRequestsForAutoscalers() {
        cluster.apply(bystanders(""));

        assertThatBystandersRunAndEnd();
        assertThat(containers()).contains("maphealth");
    }

    @Test
    void whileTheOperatorIsScaledToNothing() {
        cluster.scaleOperator(0);
        cluster.apply(bystanders(""));

        assertThatBystandersRunAndEnd();
        assertThat(containers()).doesNotContain("maphealth");
    }

    @Test
    void whileTheWebhookIsKilled() {
        cluster.kubectl("-n", "maphealth", "delete", "pod", "--all", "--force", "--grace-period=0", "--wait=false");
        cluster.apply(bystanders(""));

        assertThatBystandersRunAndEnd();
    }

    @Test
    void whenTheCertificatesHaveExpiredAndOnceTheOperatorHasMadeNewOnesAllIsAsBefore(@TempDir Path folder)
            throws Exception {
        ExpiredCertificate expired = ExpiredCertificate.create(folder);
        cluster.kubectl(
                "-n",
                "maphealth",
                "patch",
                "secret",
                "maphealth-certificates",
                "--type=merge",
                "-p=" + expired.asSecret());
        cluster.kubectl(
                "patch", "mutatingwebhookconfiguration", "maphealth", "--type=json", "-p=" + expired.asTrustOf(2));

        cluster.apply(bystanders(""));
        assertThatBystandersRunAndEnd();

        await().atMost(TWO_MINUTES).pollInterval(Duration.ofSeconds(3)).untilAsserted(() -> {
            cluster.kubectl("-n", NAMESPACE, "delete", "pod", "-l=app=runs", "--wait=false");
            cluster.waitUntilAvailable(NAMESPACE);
            assertThat(containers()).contains("maphealth");
        });
    }

    @Test
    void whileSidecarsCrashAtOnceAndAgain() {
        // which the API server lets through and no sidecar takes
        cluster.apply(bystanders("sources: {exporterUrl: \"http://127.0.0.1/{\"}"));

        assertThatBystandersRunAndEnd();
        awaitLog("is started again in 4s");
        assertThatBystandersRunAndEnd();
        assertThat(podFields("{.status.initContainerStatuses[*].restartCount}"))
                .as("a container that ends makes its pod unready")
                .matches("[0 \n]+");
    }

    @Test
    void whileSidecarsAreKilledForWantOfMemory() {
        cluster.apply(bystanders("resources: {limits: {memory: 24Mi}, requests: {memory: 24Mi}}"));

        assertThatBystandersRunAndEnd();
        awaitLog("the sidecar ended (signal: killed) and is started again in 4s");
        assertThatBystandersRunAndEnd();
    }

    @Test
    void whileTheIntakeRefusesReports() {
        cluster.kubectl("delete", "clusterrolebinding", "maphealth-operator");
        cluster.apply(bystanders(""));

        assertThatBystandersRunAndEnd();
        await().atMost(TWO_MINUTES)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(cluster.kubectl("-n", NAMESPACE, "logs", "deployment/runs", "-c", "maphealth"))
                                .contains("a report was not taken"));
        assertThatBystandersRunAndEnd();
    }

    private static void assertThatBystandersRunAndEnd() {
        cluster.waitUntilAvailable(NAMESPACE);
        cluster.kubectl("-n", NAMESPACE, "wait", "--for=condition=Complete", "--timeout=170s", "job/ends");
        assertThat(podFields("{.status.containerStatuses[*].restartCount}"))
                .as("restarts of the bystanders' own containers")
                .matches("[0 \n]+");
        assertThat(podFields("{range .spec['containers','initContainers'][*]}{.name}={.resources.requests} {end}"))
                .doesNotContain("= ")
                .contains("cpu", "memory");
    }

    private static String containers() {
        return podFields("{.spec['containers','initContainers'][*].name}");
    }

    private static void awaitLog(String line) {
        await().atMost(TWO_MINUTES)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(cluster.kubectl("-n", NAMESPACE, "logs", "deployment/runs", "-c", "maphealth"))
                                .contains(line));
    }

    private static String podFields(String path) {
        return cluster.kubectl(
                "-n",
                NAMESPACE,
                "get",
                "pods",
                "-l=app=runs",
                "-o=jsonpath={range .items[*]}" + path + "{\"\\n\"}{end}");
    }

    /// A program that runs on and one that ends, both watched by the same monitor.
    private static String bystanders(String monitor) {
        return """
            apiVersion: v1
            kind: Namespace
            metadata: {name: bystanders}
            ---
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: default, namespace: bystanders}
            spec: {interval: 2s, MONITOR}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: runs, namespace: bystanders}
            spec:
              selector: {matchLabels: {app: runs}}
              template:
                metadata: {labels: {app: runs}, annotations: {maphealth.io/monitor: default}}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers:
                    - name: app
                      image: REGISTRY/maphealth/example-go-healthy:TAG
                      args: [-logins, "1"]
                      resources: {requests: {cpu: 1m, memory: 16Mi}}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: ends, namespace: bystanders}
            spec:
              template:
                metadata: {annotations: {maphealth.io/monitor: default}}
                spec:
                  restartPolicy: Never
                  containers:
                    - name: app
                      image: REGISTRY/maphealth/example-go-healthy:TAG
                      args: [-help]
                      resources: {requests: {cpu: 1m, memory: 16Mi}}
            """.replace("MONITOR", monitor.isEmpty() ? "level: 1" : monitor);
    }
}
