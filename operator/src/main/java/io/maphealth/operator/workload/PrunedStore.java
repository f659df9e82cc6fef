package io.maphealth.operator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Optional;

/// What an informer keeps of workloads and MapHealths, without what nobody looks at there: of what pods are made, which
/// is most of a workload, and who else wrote which field, which is longer than the fields.
public final class PrunedStore<T extends HasMetadata> extends BasicItemStore<T> {
    public PrunedStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    /// Prunes the object itself: it has just come from the API server, and nobody else has it.
    @Override
    public T put(String key, T object) {
        object.getMetadata().getManagedFields().removeIf(it -> !AnnotationCarrier.MANAGER.equals(it.getManager()));
        template(object).ifPresent(it -> it.setSpec(null));
        return super.put(key, object);
    }

    private static Optional<PodTemplateSpec> template(HasMetadata object) {
        return switch (object) {
            case Deployment it -> Optional.of(it.getSpec().getTemplate());
            case StatefulSet it -> Optional.of(it.getSpec().getTemplate());
            case DaemonSet it -> Optional.of(it.getSpec().getTemplate());
            case Job it -> Optional.of(it.getSpec().getTemplate());
            case CronJob it ->
                Optional.of(it.getSpec().getJobTemplate().getSpec().getTemplate());
            default -> Optional.empty();
        };
    }
}
