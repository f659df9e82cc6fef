package io.maphealth.sidecar.config;

import java.net.URI;
import java.util.Optional;

/// Who is told, beside the log: scrapers on `httpPort`, and the operator. `team` owns the workload; `otlp` is
/// where an OpenTelemetry collector takes metrics.
public record Reporting(int httpPort, Optional<OperatorConfig> operator, Optional<String> team, Optional<URI> otlp) {}
