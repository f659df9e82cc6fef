package io.maphealth.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A real Prometheus with our rules and a real Alertmanager with our example of a configuration, both with intervals of
/// a test.
record Monitoring(Server prometheus, Server alertmanager) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DEPLOY = Examples.root().resolve("deploy");

    static Monitoring start(List<WatchedWorkload> workloads, String operator, String receiver, Path folder)
            throws IOException, InterruptedException {
        Server alertmanager = startAlertmanager(receiver, folder);
        int port = Server.freePort();
        Path configuration = folder.resolve("prometheus.yaml");
        Files.writeString(configuration, """
                    global: {scrape_interval: 1s, evaluation_interval: 1s}
                    rule_files: [rules.yaml]
                    alerting: {alertmanagers: [{static_configs: [{targets: ["%s"]}]}]}
                    scrape_configs:
                      - job_name: maphealth-operator
                        honor_labels: true
                        metrics_path: /q/metrics
                        static_configs: [{targets: ["%s"]}]
                      - job_name: maphealth-sidecars
                        static_configs:
                    %s
                    """.formatted(
                        alertmanager.address().getAuthority(),
                        operator,
                        workloads.stream().map(Monitoring::target).collect(Collectors.joining())));
        String rules = Files.readString(RuleFile.PATH).replaceAll("(?m)^    for: .*$", "    for: 2s");
        Files.writeString(folder.resolve("rules.yaml"), rules);
        Server prometheus = Server.start(
                Program.find("prometheus")
                        .command(
                                "--config.file=" + configuration,
                                "--storage.tsdb.path=" + folder.resolve("series"),
                                "--web.listen-address=127.0.0.1:" + port),
                Map.of(),
                folder.resolve("prometheus.log"),
                URI.create("http://127.0.0.1:%d/-/ready".formatted(port)));
        return new Monitoring(prometheus, alertmanager);
    }

    /// What Prometheus has for a query over the last `span`: a list of series with their labels and values.
    JsonNode ask(String query, Duration span) throws IOException, InterruptedException {
        long now = Instant.now().getEpochSecond();
        JsonNode answer = JSON.readTree(prometheus.get("/api/v1/query_range?start=%d&end=%d&step=1&query=%s"
                .formatted(now - span.toSeconds(), now, URLEncoder.encode(query, StandardCharsets.UTF_8))));
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalStateException(query + ": " + answer.path("error").asText());
        }
        return answer.path("data").path("result");
    }

    @Override
    public void close() {
        prometheus.close();
        alertmanager.close();
    }

    private static Server startAlertmanager(String receiver, Path folder) throws IOException, InterruptedException {
        int port = Server.freePort();
        String configuration = Files.readString(DEPLOY.resolve("alertmanager/alertmanager.yaml"))
                .replace("http://receiver.example", receiver)
                .replace("group_wait: 30s", "group_wait: 1s")
                .replace("group_interval: 5m", "group_interval: 1s");
        Path file = folder.resolve("alertmanager.yaml");
        Files.writeString(file, configuration);
        return Server.start(
                Program.find("alertmanager")
                        .command(
                                "--config.file=" + file,
                                "--storage.path=" + folder.resolve("alerts"),
                                "--cluster.listen-address=",
                                "--web.listen-address=127.0.0.1:" + port),
                Map.of(),
                folder.resolve("alertmanager.log"),
                URI.create("http://127.0.0.1:%d/-/ready".formatted(port)));
    }

    private static String target(WatchedWorkload workload) {
        return "      - {targets: [\"%s\"], labels: {namespace: shop, workload: %s, pod: %s-1}}\n"
                .formatted(workload.target(), workload.name(), workload.name());
    }
}
