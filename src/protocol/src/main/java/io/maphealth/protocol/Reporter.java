package io.maphealth.protocol;

import java.util.Optional;

/// Whom a sidecar speaks for, as it was configured; nothing here is proven until the intake has checked the token.
public record Reporter(
        String namespace,
        String pod,
        Optional<String> podUid,
        String container,
        Optional<String> workloadKind,
        Optional<String> workload) {}
