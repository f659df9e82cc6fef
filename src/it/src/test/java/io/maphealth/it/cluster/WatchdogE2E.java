package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/// Fifty pods are made while nobody answers the webhook: all are reported, none is touched unasked, and all are made
/// anew where the monitor says so. The operator would evict a pod of each workload at a time; the budget that they
/// share lets fewer be away.
@Isolated("stops the operator")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WatchdogE2E {
    private static final int PODS_OF_EACH = 10;
    private static final List<String> WORKLOADS =
            IntStream.rangeClosed(1, 5).mapToObj("crowd-%d"::formatted).toList();
    private static final int PODS = PODS_OF_EACH * WORKLOADS.size();
    private static final int MAY_BE_AWAY = 4;

    private static Cluster cluster;
    private static Set<String> before = Set.of();

    @BeforeAll
    static void makePodsWhileNobodyAnswers() {
        cluster = Cluster.running();
        cluster.makeNamespace("crowd", "");
        Installation.make(cluster);
        Installation.scale(cluster, 0);
        cluster.apply(POLICIES + WORKLOADS.stream().map(WatchdogE2E::workload).collect(Collectors.joining()));
        cluster.kubectl(
                "-n",
                "crowd",
                "wait",
                "--for=jsonpath={.status.readyReplicas}=" + PODS_OF_EACH,
                "--timeout=170s",
                "deployment",
                "--all");
        before = readyPods();
    }

    @AfterAll
    static void clean() {
        cluster.dropNamespaces("crowd");
    }

    @Test
    @Order(1)
    void allAreReportedWithinAMinuteOfTheOperatorsReturnAndNoneIsTouched() {
        Installation.scale(cluster, 2);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(WORKLOADS).allSatisfy(workload -> {
                    assertThat(injected(workload))
                            .startsWith("%1$d of %1$d pods were made without a sidecar".formatted(PODS_OF_EACH));
                    assertThat(cluster.notes("crowd", workload))
                            .contains(
                                    "Deployment/%s SidecarMissing %2$d of %2$d pods".formatted(workload, PODS_OF_EACH));
                }));
        assertThat(readyPods()).hasSize(PODS).isEqualTo(before);
    }

    @Test
    @Order(2)
    void allAreMadeAnewUnderEvictWhileTheBudgetHolds() {
        Installation.scale(cluster, 2);
        cluster.kubectl(
                "-n", "crowd", "patch", "mm", "default", "--type=merge", "-p={\"spec\":{\"repair\":\"Evict\"}}");

        await().atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofSeconds(1))
                .failFast(
                        "more pods are away than the budget lets",
                        () -> readyPods().size() < PODS - MAY_BE_AWAY)
                .untilAsserted(() -> {
                    assertThat(readyPods()).hasSize(PODS).doesNotContainAnyElementsOf(before);
                    assertThat(WORKLOADS)
                            .allSatisfy(
                                    workload -> assertThat(injected(workload)).isEqualTo("every pod has its sidecar"));
                });
    }

    private static final String POLICIES = """
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: default, namespace: crowd}
            spec: {interval: 10m, resources: {requests: {cpu: 1m, memory: 32Mi}}}
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: crowd, namespace: crowd}
            spec: {maxUnavailable: %d, selector: {matchLabels: {crowd: all}}}
            """.formatted(MAY_BE_AWAY);

    private static String workload(String name) {
        return """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s, namespace: crowd}
            spec:
              replicas: %2$d
              selector: {matchLabels: {app: %1$s}}
              template:
                metadata: {labels: {app: %1$s, crowd: all}, annotations: {maphealth.io/monitor: default}}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers:
                    - name: idle
                      image: IDLE
                      resources: {requests: {cpu: 1m, memory: 4Mi}}
            """.formatted(name, PODS_OF_EACH);
    }

    private static String injected(String workload) {
        return cluster.condition("crowd", "deployment-" + workload, "SidecarsInjected");
    }

    /// Uids of those that are ready and not told to go.
    private static Set<String> readyPods() {
        String pods = cluster.kubectl(
                "-n",
                "crowd",
                "get",
                "pods",
                "-o=jsonpath={range .items[*]}{.metadata.uid} {.status.conditions[?(@.type=='Ready')].status} {.metadata.deletionTimestamp}{\"\\n\"}{end}");
        return pods.lines()
                .filter(pod -> pod.endsWith(" True "))
                .map(pod -> pod.substring(0, pod.indexOf(' ')))
                .collect(Collectors.toSet());
    }
}
