package io.maphealth.operator.workload;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.maphealth.operator.api.MapHealth;
import java.net.HttpURLConnection;
import java.util.List;

/// Makes the MapHealth of a workload where there is none.
public final class HealthObjects {
    private final KubernetesClient client;

    public HealthObjects(KubernetesClient client) {
        this.client = client;
    }

    /// With its name alone: what the client holds in its hands it need not read before it patches it.
    public static MapHealth named(WorkloadRef workload) {
        MapHealth health = new MapHealth();
        health.setMetadata(new ObjectMetaBuilder()
                .withNamespace(workload.namespace())
                .withName(workload.healthName())
                .build());
        return health;
    }

    /// Does nothing where it exists.
    public void ensure(WorkloadRef workload) {
        if (client.resources(MapHealth.class)
                        .inNamespace(workload.namespace())
                        .withName(workload.healthName())
                        .get()
                != null) {
            return;
        }
        MapHealth health = named(workload);
        health.getMetadata().setOwnerReferences(List.of(workload.ownerReference()));
        health.setSpec(workload.spec());
        try {
            client.resource(health).create();
        } catch (KubernetesClientException exists) {
            if (exists.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw exists;
            }
        }
    }
}
