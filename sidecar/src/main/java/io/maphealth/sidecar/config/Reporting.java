package io.maphealth.sidecar.config;

import java.util.Optional;

/// Who is told, beside the log: scrapers on `httpPort`, and the operator. `team` owns the workload.
public record Reporting(int httpPort, Optional<OperatorConfig> operator, Optional<String> team) {}
