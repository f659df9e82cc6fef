package io.maphealth.operator.certificates;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The webhook configuration that the chart installs: told whom to trust, and owner of what the operator makes outside
/// of it, so that uninstalling takes that along.
public final class WebhookTrust {
    private final KubernetesClient client;
    private final String name;

    public WebhookTrust(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /// Writes the bundle where it differs; where others write at the same moment, looks again.
    public void publish(String bundle) {
        String encoded = Base64.getEncoder().encodeToString(bundle.getBytes(StandardCharsets.UTF_8));
        for (int tries = 0; tries < 5; tries++) {
            if (find().filter(it -> differs(it, encoded)).isEmpty() || written(encoded)) {
                return;
            }
        }
        throw new IllegalStateException("others write MutatingWebhookConfiguration %s without end".formatted(name));
    }

    private static boolean differs(MutatingWebhookConfiguration configuration, String encoded) {
        return configuration.getWebhooks().stream()
                .anyMatch(it -> !encoded.equals(it.getClientConfig().getCaBundle()));
    }

    private boolean written(String encoded) {
        try {
            client.admissionRegistration()
                    .v1()
                    .mutatingWebhookConfigurations()
                    .withName(name)
                    .edit(configuration -> {
                        for (MutatingWebhook webhook : configuration.getWebhooks()) {
                            webhook.getClientConfig().setCaBundle(encoded);
                        }
                        return configuration;
                    });
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw refused;
        }
    }

    /// Itself as an owner, where it is installed.
    public Optional<OwnerReference> owner() {
        return find().map(it -> new OwnerReferenceBuilder()
                .withApiVersion(it.getApiVersion())
                .withKind(it.getKind())
                .withName(name)
                .withUid(it.getMetadata().getUid())
                .build());
    }

    private Optional<MutatingWebhookConfiguration> find() {
        return Optional.ofNullable(client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName(name)
                .get());
    }
}
