package io.maphealth.operator.workload;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.maphealth.operator.api.MapHealth;
import io.maphealth.operator.api.PodHealth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every MapHealth as it was a moment ago, in memory, on each replica: what one replica wrote the others know, too.
public final class KnownHealths implements AutoCloseable {
    private final SharedIndexInformer<MapHealth> healths;

    private KnownHealths(SharedIndexInformer<MapHealth> healths) {
        this.healths = healths;
    }

    /// Begins to read all, and whatever changes from then on.
    public static KnownHealths start(KubernetesClient client) {
        SharedIndexInformer<MapHealth> healths = client.resources(MapHealth.class)
                .inAnyNamespace()
                .runnableInformer(0)
                .itemStore(new PrunedStore<>());
        return new KnownHealths(Informer.start(healths));
    }

    public List<MapHealth> all() {
        return healths.getIndexer().list();
    }

    /// What a pod reported last, as far as it was written.
    public Optional<PodHealth> of(WorkloadRef workload, String pod) {
        return Optional.ofNullable(healths.getIndexer().getByKey(workload.namespace() + "/" + workload.healthName()))
                .map(MapHealth::getStatus)
                .map(status -> status.pods().get(pod));
    }

    public Stream<Informer> informers() {
        return Stream.of(Informer.of(healths));
    }

    @Override
    public void close() {
        healths.close();
    }
}
