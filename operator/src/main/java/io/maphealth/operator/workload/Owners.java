package io.maphealth.operator.workload;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.Set;

/// Whose a pod is: its controller, or its controller's controller; a pod that nobody controls is its own workload.
public final class Owners {
    private static final int MOST_KEPT = 20_000;

    /// Controllers that people do not write themselves.
    private static final Set<String> IN_BETWEEN = Set.of("ReplicaSet", "Job");

    private final KubernetesClient client;
    private final Cache<String, WorkloadRef> known =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    public Owners(KubernetesClient client) {
        this.client = client;
    }

    /// Nothing where the pod is gone, or has come back under another uid.
    public Optional<WorkloadRef> of(String namespace, String pod, String podUid) {
        WorkloadRef before = known.getIfPresent(podUid);
        if (before != null) {
            return Optional.of(before);
        }
        Optional<WorkloadRef> found = Optional.ofNullable(
                        client.pods().inNamespace(namespace).withName(pod).get())
                .filter(it -> podUid.equals(it.getMetadata().getUid()))
                .map(this::of);
        found.ifPresent(it -> known.put(podUid, it));
        return found;
    }

    private WorkloadRef of(Pod pod) {
        String namespace = pod.getMetadata().getNamespace();
        Optional<OwnerReference> controller = controller(pod);
        if (controller.isEmpty()) {
            return new WorkloadRef(
                    "v1",
                    "Pod",
                    namespace,
                    pod.getMetadata().getName(),
                    pod.getMetadata().getUid());
        }
        OwnerReference owner = controller.get();
        return controllerOf(namespace, owner)
                .map(above -> ref(namespace, above))
                .orElseGet(() -> ref(namespace, owner));
    }

    private Optional<OwnerReference> controllerOf(String namespace, OwnerReference owner) {
        if (!IN_BETWEEN.contains(owner.getKind())) {
            return Optional.empty();
        }
        GenericKubernetesResource between = client.genericKubernetesResources(owner.getApiVersion(), owner.getKind())
                .inNamespace(namespace)
                .withName(owner.getName())
                .get();
        return Optional.ofNullable(between).flatMap(Owners::controller);
    }

    private static Optional<OwnerReference> controller(HasMetadata owned) {
        return owned.getMetadata().getOwnerReferences().stream()
                .filter(it -> Boolean.TRUE.equals(it.getController()))
                .findFirst();
    }

    private static WorkloadRef ref(String namespace, OwnerReference owner) {
        return new WorkloadRef(owner.getApiVersion(), owner.getKind(), namespace, owner.getName(), owner.getUid());
    }
}
