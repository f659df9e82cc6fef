package io.maphealth.it.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maphealth.it.monitoring.Monitoring;
import io.maphealth.it.monitoring.Server;
import io.maphealth.testkit.Program;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// The real prometheus-operator, beside the cluster, and what it makes of the objects in it: configurations of a
/// Prometheus and an Alertmanager of no replica, which run elsewhere.
record PrometheusOperator(Cluster cluster, Server server) implements AutoCloseable {
    private static final String NAMESPACE = "monitoring";

    /// The versions are those of the programs that will read the configurations.
    private static final String RESOURCES = """
            apiVersion: monitoring.coreos.com/v1
            kind: Prometheus
            metadata: {name: fleet, namespace: monitoring}
            spec:
              version: v3.1.0
              replicas: 0
              podMonitorSelector: {}
              podMonitorNamespaceSelector: {}
              ruleSelector: {}
              ruleNamespaceSelector: {}
            ---
            apiVersion: monitoring.coreos.com/v1
            kind: Alertmanager
            metadata: {name: fleet, namespace: monitoring}
            spec:
              version: v0.27.0
              replicas: 0
              configSecret: base
              alertmanagerConfigSelector: {}
              alertmanagerConfigNamespaceSelector: {}
            """;

    /// @param base of the configuration of Alertmanager: where that goes which no AlertmanagerConfig takes
    static PrometheusOperator start(Cluster cluster, String base, Path folder)
            throws IOException, InterruptedException {
        int port = Server.freePort();
        Program program = Program.find("prometheus-operator");
        Path definitions = Program.find("prometheus-operator-definitions").path();
        // which stay: what is installed may need them to the end
        cluster.kubectl("apply", "--server-side", "--filename=" + definitions);
        cluster.kubectl("wait", "--for=condition=Established", "--timeout=60s", "--filename=" + definitions);
        cluster.makeNamespace(NAMESPACE, "");
        cluster.apply(RESOURCES);
        Path file = Files.writeString(folder.resolve("alertmanager.yaml"), base);
        cluster.kubectl("-n", NAMESPACE, "create", "secret", "generic", "base", "--from-file=" + file);
        return new PrometheusOperator(
                cluster,
                Server.start(
                        program.command("--web.listen-address=127.0.0.1:" + port),
                        Map.of("KUBECONFIG", cluster.kubeconfig().toString()),
                        folder.resolve("prometheus-operator.log"),
                        URI.create("http://127.0.0.1:%d/healthz".formatted(port))));
    }

    /// The jobs that PodMonitors have become, for the only shard.
    List<JsonNode> jobs() throws IOException {
        return Monitoring.jobs(secret("prometheus-fleet", "prometheus.yaml.gz").replace("$(SHARD)", "0"));
    }

    /// The rules that PrometheusRules have become.
    String rules() {
        return cluster.kubectl(
                "-n",
                NAMESPACE,
                "get",
                "configmap",
                "prometheus-fleet-rulefiles-0",
                "--ignore-not-found",
                "-o=go-template={{range .data}}{{.}}{{end}}");
    }

    /// The configuration that AlertmanagerConfigs have become.
    String alertmanager() throws IOException {
        return secret("alertmanager-fleet-generated", "alertmanager.yaml.gz");
    }

    /// A job as a Prometheus outside the cluster needs it.
    static JsonNode fromOutside(JsonNode job, Cluster cluster) {
        for (JsonNode discovery : job.path("kubernetes_sd_configs")) {
            ((ObjectNode) discovery).put("kubeconfig_file", cluster.kubeconfig().toString());
        }
        return job;
    }

    @Override
    public void close() {
        server.close();
        cluster.dropNamespaces(NAMESPACE);
    }

    private String secret(String name, String key) throws IOException {
        String packed = cluster.kubectl(
                "-n",
                NAMESPACE,
                "get",
                "secret",
                name,
                "--ignore-not-found",
                "-o=go-template={{index .data \"" + key + "\"}}");
        if (packed.isBlank()) {
            return "";
        }
        try (GZIPInputStream text =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
