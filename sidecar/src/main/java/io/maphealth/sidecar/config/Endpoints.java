package io.maphealth.sidecar.config;

import java.net.URI;
import java.util.Optional;

/// What the target answers on. What is absent is not polled, but for an exporter, which `discovery` may look for on the
/// usual port.
public record Endpoints(
        Optional<URI> pprof,
        Optional<URI> exporter,
        Discovery discovery,
        Optional<URI> heapdump,
        Credentials credentials) {}
