package io.maphealth.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.operator.api.MapHealthStatus;
import io.maphealth.operator.api.MapTotals;
import io.maphealth.operator.api.PodHealth;
import io.maphealth.operator.api.SiteFinding;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // the client that Quarkus brings
class FleetMetersTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final FleetMeters meters = new FleetMeters(registry);

    @Test
    void thereIsAPageBeforeAnyWorkload() {
        assertThat(page()).contains("maphealth_operator_workloads 0.0");
    }

    @Test
    void aWorkloadShowsWhomItMisses() {
        meters.show(List.of(health("checkout", 2, NOW.minus(Duration.ofMinutes(20))), health("search", 0, NOW)));
        assertThat(page())
                .contains(
                        "maphealth_operator_workloads 2.0",
                        "maphealth_operator_pods_without_sidecar{namespace=\"shop\",team=\"payments\",workload=\"checkout\",} 2.0",
                        "maphealth_operator_silent_sidecars{namespace=\"shop\",team=\"payments\",workload=\"checkout\",} 1.0",
                        "maphealth_operator_silent_sidecars{namespace=\"shop\",team=\"payments\",workload=\"search\",} 0.0");
    }

    @Test
    void theSeriesOfAWorkloadStayAndFollowIt() {
        meters.show(List.of(health("checkout", 2, NOW)));
        List<Meter> before = registry.getMeters();

        meters.show(List.of(health("checkout", 5, NOW)));

        assertThat(page()).anyMatch(line -> line.contains("pods_without_sidecar{") && line.endsWith("} 5.0"));
        assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void theSeriesOfAWorkloadGoWithIt() {
        meters.show(List.of(health("checkout", 2, NOW)));
        meters.show(List.of());
        assertThat(page()).noneMatch(line -> line.contains("checkout")).contains("maphealth_operator_workloads 0.0");
    }

    @Test
    void whatAMonitorSilencesIsShownUntilItNoLongerDoes() {
        meters.show(List.of(silencing("map[string]int main.cache"), health("search", 0, NOW)));
        meters.show(List.of(silencing("map[string]int main.cache")));
        assertThat(page())
                .filteredOn(line -> line.startsWith("maphealth_operator_silenced{"))
                .containsExactly("maphealth_operator_silenced{finding=\"LeakGrowth\",namespace=\"shop\","
                        + "site=\"map[string]int main.cache\",workload=\"checkout\",} 1.0");

        meters.show(List.of(health("checkout", 0, NOW)));
        assertThat(page()).noneMatch(line -> line.startsWith("maphealth_operator_silenced{"));
    }

    private static WorkloadHealth silencing(String site) {
        SiteFinding finding = new SiteFinding(
                "LeakGrowth", "silenced", site, "", "", "", Map.of(), 1, NOW.toString(), List.of("checkout-1"));
        MapHealthStatus status = new MapHealthStatus(
                1, "", "", 1, "", "", "", "", 0, MapTotals.NONE, List.of(finding), List.of(), Map.of());
        return new WorkloadHealth("shop", "checkout", status, NOW);
    }

    private List<String> page() {
        return registry.scrape().lines().toList();
    }

    private static WorkloadHealth health(String workload, int missing, Instant lastSeen) {
        PodHealth pod = new PodHealth(
                "uid", "app", "1", 1, NOW.toString(), lastSeen.toString(), 30, MapTotals.NONE, List.of(), List.of());
        MapHealthStatus status = new MapHealthStatus(
                1, "", "", 1, "", "", "", "payments", missing, MapTotals.NONE, List.of(), List.of(), Map.of("a", pod));
        return new WorkloadHealth("shop", workload, status, NOW);
    }
}
