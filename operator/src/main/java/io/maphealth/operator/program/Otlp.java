package io.maphealth.operator.program;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Sends what the metrics page shows to an OpenTelemetry collector as well, where one is named: OTLP over HTTP, twice a
/// minute, and once more at the end.
@ApplicationScoped
public class Otlp {
    private final OperatorSettings settings;
    private Optional<MeterRegistry> registry = Optional.empty();

    Otlp(OperatorSettings settings) {
        this.settings = settings;
    }

    void start(@Observes StartupEvent started) {
        registry = settings.otlp().map(collector -> to(collector, settings));
        // all meters are made in this one, and show wherever it leads
        registry.ifPresent(Metrics::addRegistry);
    }

    void stop(@Observes ShutdownEvent stopped) {
        registry.ifPresent(MeterRegistry::close);
    }

    static MeterRegistry to(URI collector, OperatorSettings settings) {
        Map<String, String> options = Map.of(
                "otlp.url",
                collector.toString(),
                "otlp.step",
                "30s",
                "otlp.baseTimeUnit",
                "seconds",
                "otlp.resourceAttributes",
                "service.name=maphealth-operator,k8s.namespace.name=%s,k8s.pod.name=%s"
                        .formatted(settings.namespace(), settings.pod()));
        return new OtlpMeterRegistry(options::get, Clock.SYSTEM);
    }
}
