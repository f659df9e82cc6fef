package io.maphealth.sidecar.metrics;

import io.maphealth.sidecar.config.OperatorConfig;
import io.maphealth.sidecar.config.SidecarConfig;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How metrics go to an OpenTelemetry collector: OTLP over HTTP, once in each round, by the names of its conventions
/// for who tells them.
public final class Otlp {
    private Otlp() {}

    /// A registry that sends from now on, in a thread of its own, and once more when it is closed.
    public static MeterRegistry to(URI collector, SidecarConfig config) {
        Map<String, String> options = Map.of(
                "otlp.url",
                collector.toString(),
                "otlp.step",
                config.scanInterval().toSeconds() + "s",
                "otlp.baseTimeUnit",
                "seconds",
                "otlp.resourceAttributes",
                resource(config));
        return new OtlpMeterRegistry(options::get, Clock.SYSTEM);
    }

    private static String resource(SidecarConfig config) {
        Map<String, String> resource = new TreeMap<>(Map.of("service.name", "maphealth-sidecar"));
        config.reporting().operator().ifPresent(operator -> resource.putAll(pod(operator)));
        config.target().container().ifPresent(name -> resource.put("k8s.container.name", name));
        return resource.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining(","));
    }

    private static Map<String, String> pod(OperatorConfig operator) {
        return Map.of("k8s.namespace.name", operator.namespace(), "k8s.pod.name", operator.pod());
    }
}
