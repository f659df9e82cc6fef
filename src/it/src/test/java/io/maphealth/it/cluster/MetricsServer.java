package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.maphealth.it.monitoring.Server;
import io.maphealth.testkit.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// The real metrics-server, beside the cluster, which asks it as one of its own APIs.
record MetricsServer(Cluster cluster, Process process) implements AutoCloseable {
    private static final String API = "apiservice/v1beta1.metrics.k8s.io";
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private static final String MANIFESTS = """
            apiVersion: v1
            kind: Service
            metadata: {name: metrics-server, namespace: measured}
            spec: {ports: [{port: 443, targetPort: PORT}]}
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: metrics-server, namespace: measured, labels: {kubernetes.io/service-name: metrics-server}}
            addressType: IPv4
            ports: [{port: PORT}]
            endpoints: [{addresses: [HOST], conditions: {ready: true}}]
            ---
            apiVersion: apiregistration.k8s.io/v1
            kind: APIService
            metadata: {name: v1beta1.metrics.k8s.io}
            spec:
              group: metrics.k8s.io
              version: v1beta1
              groupPriorityMinimum: 100
              versionPriority: 100
              insecureSkipTLSVerify: true
              service: {name: metrics-server, namespace: measured}
            """;

    private static final String AUTOSCALER = """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: WORKLOAD, namespace: NAMESPACE}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: WORKLOAD}
              maxReplicas: 2
              metrics:
                - {type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 10000}}}
                - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 10000}}}
            """;

    /// Skips the test, and says why, where there is none to be had.
    static MetricsServer start(Cluster cluster, Path folder) throws IOException, InterruptedException {
        int port = Server.freePort();
        Process process = new ProcessBuilder(Program.find("metrics-server")
                        .command(
                                "--kubeconfig=" + cluster.kubeconfig(),
                                "--authentication-kubeconfig=" + cluster.kubeconfig(),
                                "--authorization-kubeconfig=" + cluster.kubeconfig(),
                                "--bind-address=" + cluster.host(),
                                "--secure-port=" + port,
                                "--cert-dir=" + folder,
                                "--kubelet-insecure-tls",
                                "--kubelet-preferred-address-types=InternalIP",
                                "--kubelet-request-timeout=9s",
                                "--metric-resolution=10s"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("metrics-server.log").toFile())
                .start();
        MetricsServer server = new MetricsServer(cluster, process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            dropApi(cluster);
            cluster.makeNamespace("measured", "");
            cluster.apply(MANIFESTS.replace("PORT", Integer.toString(port)).replace("HOST", cluster.host()));
            cluster.kubectl("wait", "--for=condition=Available", "--timeout=90s", API);
            return server;
        } catch (IllegalStateException failed) {
            server.close();
            throw failed;
        }
    }

    void assertThatAnAutoscalerComputes(String namespace, String deployment) {
        cluster.apply(AUTOSCALER.replace("NAMESPACE", namespace).replace("WORKLOAD", deployment));
        await().atMost(TWO_MINUTES)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(
                                cluster.kubectl(
                                        "-n",
                                        namespace,
                                        "get",
                                        "hpa",
                                        deployment,
                                        "-o=jsonpath={.status.conditions[?(@.type=='ScalingActive')].status}"
                                                + "{range .status.currentMetrics[*]} {.resource.name}={.resource.current.averageUtilization}{end}"))
                        .matches("True memory=\\d+ cpu=\\d+"));
    }

    @Override
    public void close() {
        dropApi(cluster);
        cluster.dropNamespaces("measured");
        process.destroy();
    }

    /// An API that nobody answers for keeps namespaces from being deleted.
    private static void dropApi(Cluster cluster) {
        cluster.kubectl("delete", API, "--ignore-not-found");
    }
}
