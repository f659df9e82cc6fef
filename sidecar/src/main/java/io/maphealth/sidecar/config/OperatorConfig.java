package io.maphealth.sidecar.config;

import java.net.URI;

/// Where reports go, and as whom: the pod that this sidecar is in.
public record OperatorConfig(URI url, Kept token, Kept trust, String namespace, String pod, String podUid) {}
