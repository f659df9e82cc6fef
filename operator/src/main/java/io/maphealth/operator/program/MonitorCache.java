package io.maphealth.operator.program;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.maphealth.operator.api.MapMonitor;
import io.maphealth.operator.api.MapMonitorSpec;
import io.maphealth.operator.inject.AnnotationKey;
import io.maphealth.operator.inject.Monitors;
import io.maphealth.operator.workload.Informer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// Monitors and the annotations of namespaces, in memory and kept up to date, so that admission asks nobody.
public final class MonitorCache implements Monitors, AutoCloseable {
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
    private static final int MOST_ABSENT = 10_000;

    private final KubernetesClient client;
    private final Cache<String, Boolean> absent = Caffeine.newBuilder()
            .maximumSize(MOST_ABSENT)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();
    private final SharedIndexInformer<MapMonitor> monitors;
    private final SharedIndexInformer<Namespace> namespaces;
    private final SharedIndexInformer<Namespace> guarded;

    private MonitorCache(
            KubernetesClient client,
            SharedIndexInformer<MapMonitor> monitors,
            SharedIndexInformer<Namespace> namespaces,
            SharedIndexInformer<Namespace> guarded) {
        this.client = client;
        this.monitors = monitors;
        this.namespaces = namespaces;
        this.guarded = guarded;
    }

    static MonitorCache start(KubernetesClient client) {
        return new MonitorCache(
                client,
                Informer.start(
                        client.resources(MapMonitor.class).inAnyNamespace().runnableInformer(0)),
                Informer.start(client.namespaces().withLabel(NAMESPACE_LABEL).runnableInformer(0)),
                Informer.start(client.namespaces()
                        .withLabelIn(POD_SECURITY, "baseline", "restricted")
                        .runnableInformer(0)));
    }

    /// On namespaces whose pods are asked about whatever their own annotations say.
    static final String NAMESPACE_LABEL = AnnotationKey.PREFIX + "inject";

    private static final String POD_SECURITY = "pod-security.kubernetes.io/enforce";

    /// None before it is known where it is not allowed.
    @Override
    public boolean allowsPrivilege(String namespace) {
        return guarded.hasSynced() && guarded.getIndexer().getByKey(namespace) == null;
    }

    @Override
    public Optional<MapMonitorSpec> find(String namespace, String name) {
        return Optional.ofNullable(monitors.getIndexer().getByKey(namespace + "/" + name))
                .or(() -> asked(namespace, name))
                .map(MapMonitor::getSpec);
    }

    /// A monitor that was made a moment ago, together with the workload that names it, may not be in memory yet: the
    /// first time that a name is looked for, the API server is asked. From then on the news of one is relied upon:
    /// most pods name `default`, most namespaces have none, and no admission is to wait for the API server.
    private Optional<MapMonitor> asked(String namespace, String name) {
        String key = namespace + "/" + name;
        if (absent.getIfPresent(key) != null) {
            return Optional.empty();
        }
        try {
            Optional<MapMonitor> found = Optional.ofNullable(client.resources(MapMonitor.class)
                    .inNamespace(namespace)
                    .withName(name)
                    .get());
            if (found.isEmpty()) {
                absent.put(key, true);
            }
            return found;
        } catch (KubernetesClientException unanswered) {
            return Optional.empty();
        }
    }

    /// What the annotation of a labelled namespace names.
    Optional<String> ofNamespace(String namespace) {
        return Optional.ofNullable(namespaces.getIndexer().getByKey(namespace))
                .map(it -> it.getMetadata().getAnnotations())
                .flatMap(AnnotationKey.MONITOR::in);
    }

    /// Whether all have been read.
    boolean ready() {
        return monitors.hasSynced() && namespaces.hasSynced() && guarded.hasSynced();
    }

    Stream<Informer> informers() {
        return Stream.of(monitors, namespaces, guarded).map(Informer::of);
    }

    @Override
    public void close() {
        monitors.close();
        namespaces.close();
        guarded.close();
    }
}
