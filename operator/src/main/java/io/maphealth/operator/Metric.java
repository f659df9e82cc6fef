package io.maphealth.operator;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Every metric of the operator's own, once: all series are made here, and the reference page is printed from here.
public enum Metric {
    ADMISSION("histogram", "admission", "Time to answer the API server about one pod."),
    ADMISSIONS(
            "counter",
            "admissions",
            "Pods that the API server asked about, by what became of them.",
            "namespace",
            "owner_kind",
            "reason"),
    REPORTS("counter", "reports", "Reports of sidecars, by the status that they were answered with.", "status"),
    EVENTS("counter", "events", "Events to tell, by what became of them.", "reason", "outcome"),
    WORKLOADS("gauge", "workloads", "Workloads whose maps are watched."),
    PODS_WITHOUT_SIDECAR(
            "gauge",
            "pods.without.sidecar",
            "Pods of a workload that should have a sidecar and have none.",
            "namespace",
            "workload",
            "team"),
    SILENT_SIDECARS(
            "gauge",
            "silent.sidecars",
            "Sidecars of a workload that have reported nothing for longer than they should.",
            "namespace",
            "workload",
            "team"),
    SILENCED(
            "gauge",
            "silenced",
            "A finding that a MapMonitor silences: 1; the rules leave it out.",
            "namespace",
            "workload",
            "finding",
            "site"),
    ALERTS(
            "counter",
            "alerts",
            "Alerts that the operator told an Alertmanager itself: `taken` or `failed`.",
            "outcome"),
    UNWATCHED(
            "gauge",
            "unwatched",
            "Objects of a kind that the operator should watch and cannot: 1; its log and its readiness say why.",
            "resource");

    private static final List<Duration> ADMISSION_BUCKETS =
            Stream.of(1, 2, 5, 10, 25, 100, 500).map(Duration::ofMillis).toList();

    private final String type;
    private final String name;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    Metric(String type, String name, String meaning, String... labels) {
        this.type = type;
        this.name = "maphealth.operator." + name;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    public String type() {
        return type;
    }

    /// As scraped.
    public String exposedName() {
        String suffix = switch (type) {
            case "counter" -> "_total";
            case "histogram" -> "_seconds";
            default -> "";
        };
        return name.replace('.', '_') + suffix;
    }

    public String meaning() {
        return meaning;
    }

    public List<String> labels() {
        return labels;
    }

    /// The series with these values of its labels, in their order.
    public Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(name).description(meaning).tags(tags(values)).register(registry);
    }

    public Timer timer(MeterRegistry registry) {
        return Timer.builder(name)
                .description(meaning)
                .serviceLevelObjectives(ADMISSION_BUCKETS.toArray(Duration[]::new))
                .register(registry);
    }

    /// The series shows what `figure` holds as long as it is registered.
    public void gauge(MeterRegistry registry, AtomicLong figure, String... values) {
        Gauge.builder(name, figure, AtomicLong::doubleValue)
                .description(meaning)
                .tags(tags(values))
                .strongReference(true)
                .register(registry);
    }

    /// Any number of series, each made by [#row].
    public MultiGauge gauges(MeterRegistry registry) {
        return MultiGauge.builder(name).description(meaning).register(registry);
    }

    public MultiGauge.Row<?> row(Supplier<Number> figure, String... values) {
        return MultiGauge.Row.of(tags(values), figure);
    }

    private Tags tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalStateException("%s has %d labels, not %d".formatted(name, labels.size(), values.length));
        }
        Tags tags = Tags.empty();
        for (int number = 0; number < values.length; number++) {
            tags = tags.and(labels.get(number), values[number]);
        }
        return tags;
    }
}
