package io.maphealth.operator.certificates;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
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

    /// Writes the bundle where it differs.
    public void publish(String bundle) {
        String encoded = Base64.getEncoder().encodeToString(bundle.getBytes(StandardCharsets.UTF_8));
        Optional<MutatingWebhookConfiguration> found = find();
        boolean differs = found.isPresent()
                && found.get().getWebhooks().stream()
                        .anyMatch(it -> !encoded.equals(it.getClientConfig().getCaBundle()));
        if (!differs) {
            return;
        }
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
