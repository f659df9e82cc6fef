package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/// A program that runs on and one that ends, both watched by the monitor of their namespace, which goes with them.
record Bystanders(Cluster cluster, String namespace) implements AutoCloseable {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    static Bystanders in(Cluster cluster, String namespace) {
        return in(cluster, namespace, "level: 1");
    }

    /// @param monitor what the monitor's spec says beside the interval
    static Bystanders in(Cluster cluster, String namespace, String monitor) {
        cluster.makeNamespace(namespace, "");
        cluster.apply(MANIFESTS.replace("MONITOR", monitor).replace("NAMESPACE", namespace));
        return new Bystanders(cluster, namespace);
    }

    void assertThatTheyRunAndEnd() {
        cluster.waitUntilAvailable(namespace);
        cluster.kubectl("-n", namespace, "wait", "--for=condition=Complete", "--timeout=170s", "job/ends");
        assertThat(podFields("{.status.containerStatuses[*].restartCount}"))
                .as("restarts of the bystanders' own containers")
                .matches("[0 \n]+");
        assertThat(podFields("{range .spec['containers','initContainers'][*]}{.name}={.resources.requests} {end}"))
                .as("what autoscalers compute with")
                .doesNotContain("= ")
                .contains("cpu", "memory");
    }

    /// Makes the one that runs on anew until it is watched.
    void awaitSidecar() {
        await().atMost(TWO_MINUTES).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            cluster.kubectl("-n", namespace, "delete", "pod", "-l=app=runs", "--wait=false");
            cluster.waitUntilAvailable(namespace);
            assertThat(containers()).contains("maphealth");
        });
    }

    void awaitLogOfSidecar(String line) {
        cluster.waitUntilAvailable(namespace);
        await().atMost(TWO_MINUTES)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(cluster.kubectl("-n", namespace, "logs", "deployment/runs", "-c", "maphealth"))
                                .contains(line));
    }

    String containers() {
        return podFields("{.spec['containers','initContainers'][*].name}");
    }

    String restartsOfSidecars() {
        return podFields("{.status.initContainerStatuses[*].restartCount}");
    }

    @Override
    public void close() {
        cluster.dropNamespaces(namespace);
    }

    private String podFields(String path) {
        return cluster.kubectl(
                "-n",
                namespace,
                "get",
                "pods",
                "-l=app=runs",
                "-o=jsonpath={range .items[*]}" + path + "{\"\\n\"}{end}");
    }

    private static final String MANIFESTS = """
            apiVersion: maphealth.io/v1alpha1
            kind: MapMonitor
            metadata: {name: default, namespace: NAMESPACE}
            spec: {interval: 2s, MONITOR}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: runs, namespace: NAMESPACE}
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
            metadata: {name: ends, namespace: NAMESPACE}
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
            """;
}
