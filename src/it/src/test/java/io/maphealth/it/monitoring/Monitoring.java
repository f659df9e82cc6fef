package io.maphealth.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maphealth.testkit.Program;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real Prometheus with the intervals of a test.
public record Monitoring(Server prometheus) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A target as Prometheus found it: the job that found it, what it is called, and whether it answers.
    public record Target(String job, String workload, String health) {}

    /// The jobs of a configuration of Prometheus.
    public static List<JsonNode> jobs(String configuration) {
        List<JsonNode> jobs = new ArrayList<>();
        RuleFile.yaml(configuration).path("scrape_configs").forEach(jobs::add);
        return jobs;
    }

    public static Monitoring start(List<JsonNode> jobs, String rules, List<Server> alertmanagers, Path folder)
            throws IOException, InterruptedException {
        int port = Server.freePort();
        Files.writeString(folder.resolve("rules.yaml"), rules);
        // JSON is YAML
        Path configuration = Files.writeString(
                folder.resolve("prometheus.yaml"),
                configuration(jobs, alertmanagers).toPrettyString());
        return new Monitoring(Server.start(
                Program.find(program(jobs))
                        .command(
                                "--config.file=" + configuration,
                                "--storage.tsdb.path=" + folder.resolve("series"),
                                "--web.listen-address=127.0.0.1:" + port),
                Map.of(),
                folder.resolve("prometheus.log"),
                URI.create("http://127.0.0.1:%d/-/ready".formatted(port))));
    }

    /// What Prometheus has for a query over the last `span`: a list of series with their labels and values.
    public JsonNode ask(String query, Duration span) throws IOException, InterruptedException {
        long now = Instant.now().getEpochSecond();
        return result(
                "/api/v1/query_range?start=%d&end=%d&step=1&query=".formatted(now - span.toSeconds(), now), query);
    }

    /// What Prometheus has for a query now: a list of series with their labels and value.
    public JsonNode now(String query) throws IOException, InterruptedException {
        return result("/api/v1/query?query=", query);
    }

    private JsonNode result(String path, String query) throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(prometheus.get(path + URLEncoder.encode(query, StandardCharsets.UTF_8)));
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalStateException(query + ": " + answer.path("error").asText());
        }
        return answer.path("data").path("result");
    }

    public List<Target> targets() throws IOException, InterruptedException {
        List<Target> targets = new ArrayList<>();
        for (JsonNode target : JSON.readTree(prometheus.get("/api/v1/targets?state=active"))
                .path("data")
                .path("activeTargets")) {
            targets.add(new Target(
                    target.path("scrapePool").asText(),
                    target.path("labels").path("workload").asText(),
                    target.path("health").asText()));
        }
        return targets;
    }

    /// The pages that a job scrapes, as they are now.
    public List<String> pages(String job) throws IOException, InterruptedException {
        List<String> pages = new ArrayList<>();
        for (JsonNode target : JSON.readTree(prometheus.get("/api/v1/targets?state=active&scrapePool=" + job))
                .at("/data/activeTargets")) {
            pages.add(prometheus.get(target.path("scrapeUrl").asText()));
        }
        return pages;
    }

    @Override
    public void close() {
        prometheus.close();
    }

    /// Debian's knows no Kubernetes.
    private static String program(List<JsonNode> jobs) {
        return jobs.stream().anyMatch(job -> job.has("kubernetes_sd_configs")) ? "prometheus-kubernetes" : "prometheus";
    }

    private static ObjectNode configuration(List<JsonNode> jobs, List<Server> alertmanagers) {
        ObjectNode all = JSON.createObjectNode();
        all.putObject("global").put("scrape_interval", "1s").put("evaluation_interval", "1s");
        all.putArray("rule_files").add("rules.yaml");
        ObjectNode told = all.putObject("alerting").putArray("alertmanagers").addObject();
        ObjectNode addresses = told.putArray("static_configs").addObject();
        alertmanagers.forEach(
                each -> addresses.withArray("targets").add(each.address().getAuthority()));
        all.putArray("scrape_configs").addAll(jobs);
        return all;
    }
}
