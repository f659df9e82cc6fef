package io.maphealth.operator.program;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.maphealth.testkit.kube.ApiServer;

/// Clients of a server under test.
record Clients(ApiServer server) {
    /// As cluster-admin.
    KubernetesClient admin() {
        return with(server.kubeconfig());
    }

    /// As whoever has this token.
    KubernetesClient withToken(String token) {
        return with(server.kubeconfig(token));
    }

    private static KubernetesClient with(String kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
    }
}
