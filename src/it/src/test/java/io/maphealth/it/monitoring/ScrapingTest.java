package io.maphealth.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maphealth.it.monitoring.Monitoring.Target;
import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real Prometheus calls the workload of a pod, by each scrape configuration of ours: the name
/// that a person gave it, and that the operator and its silences use.
class ScrapingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Kind and name of a pod's controller, and whose the pod is. The last has no controller.
    private static final Map<String, String> OWNERS = new TreeMap<>(Map.of(
            "ReplicaSet;checkout-7c77f88584", "checkout",
            "StatefulSet;orders", "orders",
            "DaemonSet;collector", "collector",
            "Job;import", "import",
            "Job;import-2026", "import-2026",
            "Job;nightly-report-29412345", "nightly-report",
            ";", "pod-of-nobody"));

    @TempDir
    private Path folder;

    @Test
    void everyJobKnowsAWorkloadByTheNameThatAPersonGaveIt() throws IOException, InterruptedException {
        List<JsonNode> jobs = new ArrayList<>(jobsOfPodMonitors());
        for (String file : List.of("maphealth-scrape.yaml", "annotated-pods-scrape.yaml")) {
            jobs.addAll(Monitoring.jobs(Files.readString(
                    Examples.root().resolve("deploy/prometheus").resolve(file))));
        }
        jobs.removeIf(job -> job.path("job_name").asText().endsWith("operator"));
        jobs.forEach(ScrapingTest::findsOurPods);
        assertThat(jobs).hasSize(5);
        try (Monitoring monitoring = Monitoring.start(jobs, "groups: []", List.of(), folder)) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(named(monitoring))
                            .hasSize(jobs.size())
                            .allSatisfy((job, workloads) ->
                                    assertThat(workloads).as(job).isEqualTo(Set.copyOf(OWNERS.values()))));
        }
    }

    private static Map<String, Set<String>> named(Monitoring monitoring) throws IOException, InterruptedException {
        return monitoring.targets().stream()
                .collect(Collectors.groupingBy(
                        Target::job,
                        TreeMap::new,
                        Collectors.mapping(Target::workload, Collectors.toUnmodifiableSet())));
    }

    /// As the Prometheus Operator would write them; only the parts that are ours.
    private List<JsonNode> jobsOfPodMonitors() throws IOException, InterruptedException {
        List<JsonNode> jobs = new ArrayList<>();
        String policies = Chart.rendered("templates/policies.yaml", "--set=podMonitor.enabled=true");
        for (String document : policies.split("(?m)^---$", -1)) {
            JsonNode monitor = RuleFile.yaml(document);
            if (monitor.path("kind").asText().equals("PodMonitor")) {
                String relabelings = monitor.at("/spec/podMetricsEndpoints/0/relabelings")
                        .toString()
                        .replace("sourceLabels", "source_labels")
                        .replace("targetLabel", "target_label");
                ObjectNode job = JSON.createObjectNode();
                job.put("job_name", "podMonitor/" + monitor.at("/metadata/name").asText());
                job.set("relabel_configs", JSON.readTree(relabelings.isEmpty() ? "[]" : relabelings));
                jobs.add(job);
            }
        }
        return jobs;
    }

    private static void findsOurPods(JsonNode job) {
        ObjectNode changed = (ObjectNode) job;
        changed.remove("kubernetes_sd_configs");
        var targets = changed.putArray("static_configs");
        OWNERS.forEach((controller, workload) -> {
            ObjectNode target = targets.addObject();
            target.putArray("targets").add(workload + ".invalid:9464");
            ObjectNode meta = target.putObject("labels");
            meta.put("__meta_kubernetes_pod_name", workload);
            meta.put("__meta_kubernetes_pod_ip", workload + ".invalid");
            meta.put("__meta_kubernetes_pod_controller_kind", controller.split(";", -1)[0]);
            meta.put("__meta_kubernetes_pod_controller_name", controller.split(";", -1)[1]);
            meta.put("__meta_kubernetes_pod_container_port_name", "maphealth");
            meta.put("__meta_kubernetes_pod_annotation_maphealth_io_metrics_port", "9464");
            meta.put("__meta_kubernetes_pod_annotation_prometheus_io_scrape", "true");
            meta.put("__meta_kubernetes_pod_annotation_prometheus_io_port", "9464");
        });
    }
}
