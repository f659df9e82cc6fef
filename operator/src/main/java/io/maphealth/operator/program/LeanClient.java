package io.maphealth.operator.program;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.maphealth.operator.api.MapHealth;
import io.maphealth.operator.api.MapMonitor;
import java.util.List;

/// Clients of the API server that know the kinds that are watched, and no others until they are asked for: by itself a
/// client loads a class for each kind that there is.
final class LeanClient {
    private static final List<Class<? extends HasMetadata>> WATCHED = List.of(
            CronJob.class,
            DaemonSet.class,
            Deployment.class,
            Job.class,
            MapHealth.class,
            MapMonitor.class,
            Namespace.class,
            StatefulSet.class);

    private LeanClient() {}

    static KubernetesClientBuilder builder() {
        KubernetesSerialization kinds = new KubernetesSerialization(new ObjectMapper(), false);
        WATCHED.forEach(kinds::registerKubernetesResource);
        return new KubernetesClientBuilder().withKubernetesSerialization(kinds);
    }
}
