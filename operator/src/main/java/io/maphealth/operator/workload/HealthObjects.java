package io.maphealth.operator.workload;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.maphealth.operator.api.MapHealth;
import java.net.HttpURLConnection;

/// Makes the MapHealth of a workload where there is none.
public final class HealthObjects {
    private final KubernetesClient client;

    public HealthObjects(KubernetesClient client) {
        this.client = client;
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
        MapHealth health = new MapHealth();
        health.setMetadata(new ObjectMetaBuilder()
                .withNamespace(workload.namespace())
                .withName(workload.healthName())
                .withOwnerReferences(workload.ownerReference())
                .build());
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
