package io.maphealth.operator.fleet;

import io.maphealth.operator.Metric;
import io.maphealth.operator.health.FindingReason;
import io.maphealth.protocol.SiteLabel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// The series of workloads; those of a workload go with it. For one thread, beside any scrape.
final class FleetMeters {
    private static final Figures NONE = new Figures(0, 0);

    private final AtomicLong workloads = new AtomicLong();
    private final MultiGauge missing;
    private final MultiGauge silent;
    private final MultiGauge silenced;
    private volatile Map<Key, Figures> shown = Map.of();

    FleetMeters(MeterRegistry registry) {
        // there from the start: an alert tells when nobody serves it
        Metric.WORKLOADS.gauge(registry, workloads);
        this.missing = Metric.PODS_WITHOUT_SIDECAR.gauges(registry);
        this.silent = Metric.SILENT_SIDECARS.gauges(registry);
        this.silenced = Metric.SILENCED.gauges(registry);
    }

    void show(List<WorkloadHealth> fleet) {
        Map<Key, Figures> now = new HashMap<>();
        fleet.forEach(health -> now.put(Key.of(health), Figures.of(health)));
        shown = now;
        workloads.set(fleet.size());
        missing.register(rows(Metric.PODS_WITHOUT_SIDECAR, Figures::missing));
        silent.register(rows(Metric.SILENT_SIDECARS, Figures::silent));
        silenced.register(fleet.stream().flatMap(FleetMeters::silenced).toList());
    }

    /// A series that is registered stays so, and looks up its figure.
    private List<MultiGauge.Row<?>> rows(Metric metric, ToLongFunction<Figures> figure) {
        return shown.keySet().stream()
                .<MultiGauge.Row<?>>map(key -> metric.row(
                        () -> figure.applyAsLong(shown.getOrDefault(key, NONE)),
                        key.namespace(),
                        key.workload(),
                        key.team()))
                .toList();
    }

    /// `site` as sidecars label it.
    private static Stream<MultiGauge.Row<?>> silenced(WorkloadHealth health) {
        return health.status().findings().stream()
                .filter(FindingReason::isSilenced)
                .map(finding -> Metric.SILENCED.row(
                        () -> 1, health.namespace(), health.workload(), finding.kind(), SiteLabel.of(finding.site())));
    }

    private record Key(String namespace, String workload, String team) {
        private static Key of(WorkloadHealth health) {
            return new Key(health.namespace(), health.workload(), health.team());
        }
    }

    private record Figures(long missing, long silent) {
        private static Figures of(WorkloadHealth health) {
            return new Figures(health.status().podsWithoutSidecar(), health.silentSidecars());
        }
    }
}
