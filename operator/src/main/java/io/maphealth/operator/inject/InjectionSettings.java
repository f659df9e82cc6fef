package io.maphealth.operator.inject;

import io.maphealth.operator.api.MapMonitorSpec;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// What the operator was installed with: `image` and `pullPolicy` of the sidecar, where it reports to, where an
/// OpenTelemetry collector takes its metrics, whether pods get the annotations by which Prometheus finds it, the
/// monitor that holds where none is written, and the namespaces that are never touched.
public record InjectionSettings(
        String image,
        String pullPolicy,
        String operatorUrl,
        Optional<URI> otlp,
        boolean scrapeAnnotations,
        MapMonitorSpec standard,
        Set<String> excludedNamespaces) {
    public InjectionSettings {
        excludedNamespaces = Set.copyOf(excludedNamespaces);
    }
}
