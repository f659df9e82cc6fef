package io.maphealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The operator's own part of its metrics page. The recorded page is what rules and dashboards are tried on elsewhere;
/// `-Dregenerate=true` writes it and the reference page again.
@SuppressWarnings("deprecation") // the client that Quarkus brings
class MetricsPageTest {
    private static final Path REFERENCE = Path.of("../src/site/markdown/reference/operator-metrics.md");
    private static final Path RECORDED = Path.of("../src/it/src/test/resources/operator-metrics.txt");

    /// Values of labels as a cluster gives them.
    private static final Map<String, String> EXAMPLES = Map.of(
            "namespace", "shop",
            "workload", "checkout",
            "team", "payments",
            "owner_kind", "ReplicaSet",
            "reason", "Injected",
            "status", "204",
            "outcome", "told",
            "resource", "daemonsets.apps",
            "finding", "LeakGrowth",
            "site", "main.cache");

    @Test
    void isTheRecordedOne() throws IOException {
        // one after the other, since a registry has no order
        String page = Arrays.stream(Metric.values()).map(MetricsPageTest::shown).collect(Collectors.joining());

        assertThat(page.lines().filter(line -> line.startsWith("# TYPE ")))
                .containsAll(Arrays.stream(Metric.values())
                        .map(metric -> "# TYPE %s %s".formatted(metric.exposedName(), metric.type()))
                        .toList());
        mustBe(RECORDED, page);
    }

    @Test
    void isDescribedByTheReferencePage() throws IOException {
        mustBe(
                REFERENCE,
                HEAD + Arrays.stream(Metric.values()).map(MetricsPageTest::row).collect(Collectors.joining()));
    }

    private static final String HEAD = """
            <!-- Printed from the code; `mvn -pl operator -am verify -Dregenerate=true` writes it again. -->
            # Metrics of the operator

            Served at `/q/metrics` on port 9000 of each replica, beside those of the JVM. `namespace` is that of the
            workload: let Prometheus keep it (`honorLabels`). Each replica counts what it did itself, but both show every
            workload: add up counters, and take the `max` of gauges.

            | metric | type | labels | meaning |
            | --- | --- | --- | --- |
            """;

    private static String row(Metric metric) {
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s |\n".formatted(metric.exposedName(), metric.type(), labels, metric.meaning());
    }

    private static String shown(Metric metric) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        String[] values = metric.labels().stream()
                .map(label -> EXAMPLES.getOrDefault(label, ""))
                .toArray(String[]::new);
        switch (metric.type()) {
            case "counter" -> metric.counter(registry, values).increment();
            case "histogram" -> metric.timer(registry).record(Duration.ofMillis(4));
            default -> metric.gauge(registry, new AtomicLong(1), values);
        }
        return registry.scrape();
    }

    private static void mustBe(Path file, String text) throws IOException {
        if (Boolean.getBoolean("regenerate")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(Files.readAllLines(file))
                .as("run with -Dregenerate=true to write it again")
                .isEqualTo(List.of(text.split("\n")));
    }
}
