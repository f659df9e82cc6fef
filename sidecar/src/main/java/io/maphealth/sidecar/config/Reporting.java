package io.maphealth.sidecar.config;

import java.net.URI;
import java.util.Optional;

/// Who is told, beside the log: scrapers on `httpPort`, and later the operator. `team` owns the workload.
public record Reporting(int httpPort, Optional<URI> operator, Optional<String> team) {}
