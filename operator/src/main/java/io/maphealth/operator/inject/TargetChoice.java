package io.maphealth.operator.inject;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.maphealth.operator.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which container of a pod is watched: the one that is named, else the pod's default, else the first that is no
/// sidecar that we know.
final class TargetChoice {
    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

    /// As their injectors call them.
    private static final Set<String> SIDECARS = Set.of(
            "istio-proxy",
            "linkerd-proxy",
            "kuma-sidecar",
            "consul-dataplane",
            "envoy",
            "daprd",
            "vault-agent",
            "otc-container",
            "opentelemetry-auto-instrumentation",
            "jaeger-agent",
            "datadog-agent",
            "fluent-bit",
            "fluentd",
            "filebeat",
            "promtail",
            "cloud-sql-proxy",
            "cloudsql-proxy",
            "gke-gcsfuse-sidecar",
            "config-reloader",
            "kube-rbac-proxy",
            "oauth2-proxy");

    private TargetChoice() {}

    static Container of(ObjectMeta metadata, PodSpec spec, Optional<String> asked) throws RefusedException {
        List<Container> containers = spec.getContainers();
        if (asked.isPresent()) {
            return named(containers, asked.get())
                    .orElseThrow(() -> new RefusedException(
                            Reason.ContainerNotFound,
                            "the pod has no container %s; it has %s".formatted(asked.get(), names(containers))));
        }
        Map<String, String> annotations =
                Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of());
        return Optional.ofNullable(annotations.get(DEFAULT_CONTAINER))
                .flatMap(name -> named(containers, name))
                .or(() -> containers.stream()
                        .filter(container -> !SIDECARS.contains(container.getName()))
                        .findFirst())
                .or(() -> containers.stream().findFirst())
                .orElseThrow(() -> new RefusedException(Reason.ContainerNotFound, "the pod has no container"));
    }

    private static Optional<Container> named(List<Container> containers, String name) {
        return containers.stream().filter(it -> name.equals(it.getName())).findFirst();
    }

    private static String names(List<Container> containers) {
        return String.join(", ", containers.stream().map(Container::getName).toList());
    }
}
