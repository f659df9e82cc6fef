package io.maphealth.operator.fleet;

import io.maphealth.operator.Metric;
import io.maphealth.operator.api.SiteFinding;
import io.maphealth.operator.health.FindingReason;
import io.maphealth.protocol.SiteLabel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The series of workloads; those of a workload go with it. For one thread, beside any scrape.
final class FleetMeters {
    private final MeterRegistry registry;
    private final AtomicLong workloads = new AtomicLong();
    private Map<Key, Series> shown = new HashMap<>();
    private Map<Silenced, Gauge> silenced = new HashMap<>();

    FleetMeters(MeterRegistry registry) {
        this.registry = registry;
        // there from the start: an alert tells when nobody serves it
        Metric.WORKLOADS.gauge(registry, workloads);
    }

    void show(List<WorkloadHealth> fleet) {
        Map<Key, Series> now = new HashMap<>();
        for (WorkloadHealth health : fleet) {
            Key key = new Key(health.namespace(), health.workload(), health.team());
            Series series = now.computeIfAbsent(
                    key, it -> Optional.ofNullable(shown.get(it)).orElseGet(() -> new Series(registry, it)));
            series.missing.set(health.status().podsWithoutSidecar());
            series.silent.set(health.silentSidecars());
        }
        shown.forEach((key, series) -> {
            if (!now.containsKey(key)) {
                series.gauges.forEach(registry::remove);
            }
        });
        shown = now;
        workloads.set(fleet.size());
        silence(fleet);
    }

    private void silence(List<WorkloadHealth> fleet) {
        Map<Silenced, Gauge> now = new HashMap<>();
        for (WorkloadHealth health : fleet) {
            for (SiteFinding finding : health.status().findings()) {
                if (FindingReason.isSilenced(finding)) {
                    Silenced key = Silenced.of(health, finding);
                    now.computeIfAbsent(
                            key, it -> Optional.ofNullable(silenced.get(it)).orElseGet(() -> it.gauge(registry)));
                }
            }
        }
        silenced.forEach((key, gauge) -> {
            if (!now.containsKey(key)) {
                registry.remove(gauge);
            }
        });
        silenced = now;
    }

    /// `site` as sidecars label it.
    private record Silenced(String namespace, String workload, String finding, String site) {
        private static Silenced of(WorkloadHealth health, SiteFinding finding) {
            return new Silenced(health.namespace(), health.workload(), finding.kind(), SiteLabel.of(finding.site()));
        }

        private Gauge gauge(MeterRegistry registry) {
            return Metric.SILENCED.gauge(registry, new AtomicLong(1), namespace, workload, finding, site);
        }
    }

    private record Key(String namespace, String workload, String team) {}

    private static final class Series {
        private final AtomicLong missing = new AtomicLong();
        private final AtomicLong silent = new AtomicLong();
        private final List<Gauge> gauges = new ArrayList<>();

        private Series(MeterRegistry registry, Key key) {
            gauges.add(
                    Metric.PODS_WITHOUT_SIDECAR.gauge(registry, missing, key.namespace(), key.workload(), key.team()));
            gauges.add(Metric.SILENT_SIDECARS.gauge(registry, silent, key.namespace(), key.workload(), key.team()));
        }
    }
}
