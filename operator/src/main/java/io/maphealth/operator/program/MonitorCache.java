package io.maphealth.operator.program;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.maphealth.operator.api.MapMonitor;
import io.maphealth.operator.api.MapMonitorSpec;
import io.maphealth.operator.inject.AnnotationKey;
import io.maphealth.operator.inject.Monitors;
import java.util.Optional;

/// Monitors and the annotations of namespaces, in memory and kept up to date, so that admission asks nobody.
public final class MonitorCache implements Monitors, AutoCloseable {
    private final SharedIndexInformer<MapMonitor> monitors;
    private final SharedIndexInformer<Namespace> namespaces;

    private MonitorCache(SharedIndexInformer<MapMonitor> monitors, SharedIndexInformer<Namespace> namespaces) {
        this.monitors = monitors;
        this.namespaces = namespaces;
    }

    static MonitorCache start(KubernetesClient client) {
        return new MonitorCache(
                client.resources(MapMonitor.class).inAnyNamespace().inform(),
                client.namespaces().withLabel(NAMESPACE_LABEL).inform());
    }

    /// On namespaces whose pods are asked about whatever their own annotations say.
    static final String NAMESPACE_LABEL = AnnotationKey.PREFIX + "inject";

    @Override
    public Optional<MapMonitorSpec> find(String namespace, String name) {
        return Optional.ofNullable(monitors.getIndexer().getByKey(namespace + "/" + name))
                .map(MapMonitor::getSpec);
    }

    /// What the annotation of a labelled namespace names.
    Optional<String> ofNamespace(String namespace) {
        return Optional.ofNullable(namespaces.getIndexer().getByKey(namespace))
                .map(it -> it.getMetadata().getAnnotations())
                .flatMap(AnnotationKey.MONITOR::in);
    }

    /// Whether both have been read.
    boolean ready() {
        return monitors.hasSynced() && namespaces.hasSynced();
    }

    @Override
    public void close() {
        monitors.close();
        namespaces.close();
    }
}
