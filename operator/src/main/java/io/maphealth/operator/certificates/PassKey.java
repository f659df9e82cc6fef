package io.maphealth.operator.certificates;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/// The key that all replicas sign passes with, in a Secret that whichever replica first needs it makes.
public final class PassKey implements Supplier<byte[]> {
    private static final String SECRET = "maphealth-pass";
    private static final String FIELD = "key";
    private static final int BYTES = 32;

    private final KubernetesClient client;
    private final String namespace;
    private final Supplier<Optional<OwnerReference>> owner;
    private Optional<byte[]> known = Optional.empty();

    public PassKey(KubernetesClient client, String namespace, Supplier<Optional<OwnerReference>> owner) {
        this.client = client;
        this.namespace = namespace;
        this.owner = owner;
    }

    @Override
    public synchronized byte[] get() {
        byte[] key = known.or(this::read).orElseGet(this::create);
        known = Optional.of(key);
        return key.clone();
    }

    private Optional<byte[]> read() {
        return Optional.ofNullable(
                        client.secrets().inNamespace(namespace).withName(SECRET).get())
                .map(Secret::getData)
                .map(data -> data.get(FIELD))
                .map(Base64.getDecoder()::decode);
    }

    private byte[] create() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            client.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName(SECRET)
                            .withNamespace(namespace)
                            .withOwnerReferences(owner.get().stream().toList())
                            .endMetadata()
                            .addToData(FIELD, Base64.getEncoder().encodeToString(key))
                            .build())
                    .create();
            return key;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
            return read().orElseThrow(() -> refused);
        }
    }
}
