package io.maphealth.sidecar.config;

import java.net.URI;
import java.util.Optional;

/// What the target answers on. What is absent is not polled.
public record Endpoints(Optional<URI> pprof, Optional<URI> exporter, Optional<URI> heapdump, Credentials credentials) {}
