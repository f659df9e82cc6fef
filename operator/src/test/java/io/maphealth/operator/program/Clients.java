package io.maphealth.operator.program;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.maphealth.testkit.kube.ApiServer;

/// Clients of a server under test.
record Clients(ApiServer server) {
    /// As cluster-admin.
    KubernetesClient admin() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeconfig()))
                .build();
    }

    /// The operator's, as whoever has this token.
    KubernetesClient withToken(String token) {
        return LeanClient.builder()
                .withConfig(Config.fromKubeconfig(server.kubeconfig(token)))
                .build();
    }
}
