package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Fifty pods are made while nobody answers the webhook: all are reported, none is touched unasked, and all are made
/// anew where the monitor says so, one at a time.
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WatchdogE2E {
    private static final int PODS = 50;
    private static Cluster cluster;
    private static List<String> before = List.of();

    @BeforeAll
    static void makePodsWhileNobodyAnswers() {
        cluster = Cluster.running();
        cluster.clean();
        cluster.makeNamespace("crowd", "");
        cluster.install();
        cluster.scaleOperator(0);
        cluster.apply(crowd());
        cluster.kubectl("-n", "crowd", "rollout", "status", "deployment/crowd", "--timeout=170s");
        before = uids();
    }

    @AfterAll
    static void clean() {
        cluster.clean();
    }

    @Test
    @Order(1)
    void allAreReportedWithinAMinuteOfTheOperatorsReturnAndNoneIsTouched() {
        cluster.scaleOperator(2);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(cluster.condition("crowd", "deployment-crowd", "SidecarsInjected"))
                        .startsWith("%d of %d pods were made without a sidecar".formatted(PODS, PODS)));
        assertThat(cluster.notes("crowd", "crowd")).containsPattern("Deployment/crowd SidecarMissing 50 of 50 pods");
        assertThat(uids()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void allAreMadeAnewUnderEvictWhileTheBudgetHolds() {
        cluster.scaleOperator(2);
        cluster.kubectl(
                "-n", "crowd", "patch", "mm", "default", "--type=merge", "-p={\"spec\":{\"repair\":\"Evict\"}}");

        await().atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(available())
                            .as("the budget lets one pod be away")
                            .isGreaterThanOrEqualTo(PODS - 1);
                    assertThat(cluster.condition("crowd", "deployment-crowd", "SidecarsInjected"))
                            .isEqualTo("every pod has its sidecar");
                    // for a moment, the last one that was evicted has no successor yet
                    assertThat(uids()).hasSize(PODS).doesNotContainAnyElementsOf(before);
                });
    }

    private static String crowd() {
        return """
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: default, namespace: crowd}
            spec: {interval: 10m, resources: {requests: {cpu: 1m, memory: 32Mi}}}
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: crowd, namespace: crowd}
            spec: {maxUnavailable: 1, selector: {matchLabels: {app: crowd}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: crowd, namespace: crowd}
            spec:
              replicas: %d
              selector: {matchLabels: {app: crowd}}
              template:
                metadata: {labels: {app: crowd}, annotations: {maphealth.io/monitor: default}}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers:
                    - name: idle
                      image: IDLE
                      resources: {requests: {cpu: 1m, memory: 4Mi}}
            """.formatted(PODS);
    }

    private static int available() {
        return Integer.parseInt(cluster.kubectl(
                "-n", "crowd", "get", "deployment", "crowd", "-o=jsonpath={.status.availableReplicas}"));
    }

    private static List<String> uids() {
        String running = cluster.kubectl(
                "-n",
                "crowd",
                "get",
                "pods",
                "--field-selector=status.phase=Running",
                "-o=jsonpath={.items[*].metadata.uid}");
        return List.of(running.split(" ")).stream().sorted().toList();
    }
}
