package io.maphealth.sidecar.config;

import java.net.URI;
import java.nio.file.Path;

/// Where reports go, and as whom: the pod that this sidecar is in. The files are read at each use, since the kubelet
/// replaces them.
public record OperatorConfig(URI url, Path tokenFile, Path caFile, String namespace, String pod, String podUid) {}
