package io.maphealth.operator.workload;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;
import java.util.function.Supplier;

/// The ConfigMap by which sidecars know the operator, in each namespace with watched pods. It goes with the webhook
/// configuration, its owner.
public final class TrustBundles {
    /// As injected pods mount it.
    public static final String NAME = "maphealth-trust";

    private static final String FILE = "ca.crt";

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("maphealth")
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final Supplier<String> bundle;
    private final Supplier<Optional<OwnerReference>> owner;

    public TrustBundles(KubernetesClient client, Supplier<String> bundle, Supplier<Optional<OwnerReference>> owner) {
        this.client = client;
        this.bundle = bundle;
        this.owner = owner;
    }

    /// Writes it where it is not as it should be. Nothing is remembered: a namespace may go and come back.
    public void ensure(String namespace) {
        String wanted = bundle.get();
        if (wanted.isEmpty() || wanted.equals(found(namespace))) {
            return;
        }
        ConfigMap trust = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .withOwnerReferences(owner.get().stream().toList())
                .endMetadata()
                .addToData(FILE, wanted)
                .build();
        client.resource(trust).patch(APPLY);
    }

    private String found(String namespace) {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(namespace)
                        .withName(NAME)
                        .get())
                .map(ConfigMap::getData)
                .map(data -> data.get(FILE))
                .orElse("");
    }
}
