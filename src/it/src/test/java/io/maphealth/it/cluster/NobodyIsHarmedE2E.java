package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pods start whatever becomes of the operator; what they then lack is reported, and not repaired unasked.
class NobodyIsHarmedE2E {
    private static final int PODS = 50;
    private static Cluster cluster;

    @BeforeAll
    static void install() {
        cluster = Cluster.running();
        clean();
        cluster.install();
    }

    @AfterAll
    static void clean() {
        cluster.kubectl("delete", "namespace", "crowd", "--ignore-not-found", "--timeout=170s");
        cluster.uninstall();
    }

    @Test
    void podsMadeWithoutAnOperatorRunAndAreReportedWithinAMinuteOfItsReturn() {
        scaleOperator(0);
        cluster.apply(crowd(PODS));
        cluster.kubectl("-n", "crowd", "rollout", "status", "deployment/crowd", "--timeout=170s");
        String before = uids();

        scaleOperator(2);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(cluster.kubectl(
                                "-n",
                                "crowd",
                                "get",
                                "mh",
                                "deployment-crowd",
                                "--ignore-not-found",
                                "-o=jsonpath={.status.conditions[?(@.type=='SidecarsInjected')].message}"))
                        .startsWith("%d of %d pods were made without a sidecar".formatted(PODS, PODS)));
        assertThat(uids()).isEqualTo(before);
    }

    private static String crowd(int pods) {
        return """
            apiVersion: v1
            kind: Namespace
            metadata: {name: crowd}
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
                      image: cluster.maphealth.io/pause:1
                      resources: {requests: {cpu: 1m, memory: 4Mi}}
            """.formatted(pods);
    }

    private static void scaleOperator(int replicas) {
        cluster.kubectl("-n", "maphealth", "scale", "deployment/maphealth-operator", "--replicas=" + replicas);
        cluster.kubectl("-n", "maphealth", "rollout", "status", "deployment/maphealth-operator", "--timeout=170s");
    }

    private static String uids() {
        return cluster.kubectl(
                "-n", "crowd", "get", "pods", "--sort-by=.metadata.uid", "-o=jsonpath={.items[*].metadata.uid}");
    }
}
