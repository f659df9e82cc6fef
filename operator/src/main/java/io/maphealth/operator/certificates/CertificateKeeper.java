package io.maphealth.operator.certificates;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Keeps one key ring in a Secret that all replicas share, and its files up to date in a folder of this replica.
///
/// Needs no leader: a replica that loses the race for a write takes what the winner wrote.
public final class CertificateKeeper {
    private static final String SECRET = "maphealth-certificates";

    private final KubernetesClient client;
    private final Place place;
    private final InstantSource clock;

    public CertificateKeeper(KubernetesClient client, Place place, InstantSource clock) {
        this.client = client;
        this.place = place;
        this.clock = clock;
    }

    /// Where things are kept: the Secret's `namespace` and `owner`, so that it goes with the installation; the `folder`
    /// of the files; the `names` of the server.
    public record Place(String namespace, Optional<OwnerReference> owner, Path folder, List<String> names) {}

    /// Renews what is due and writes the files if they differ.
    ///
    /// @return the certificates of all authorities to trust
    public String keep() throws IOException {
        KeyRing ring = current();
        Files.createDirectories(place.folder());
        write("tls.crt", Pem.of(ring.leaf().certificate()));
        write("tls.key", Pem.of(ring.leaf().key()));
        write("ca.crt", ring.bundle());
        return ring.bundle();
    }

    private KeyRing current() {
        for (int tries = 0; tries < 5; tries++) {
            Optional<Secret> kept = Optional.ofNullable(secrets().get());
            Optional<KeyRing> before = kept.flatMap(CertificateKeeper::read);
            KeyRing ring = before.map(it -> it.renewed(place.names(), clock.instant()))
                    .orElseGet(() -> KeyRing.create(place.names(), clock.instant()));
            if (before.equals(Optional.of(ring)) || stored(ring, kept)) {
                return ring;
            }
        }
        throw new IllegalStateException("other replicas write Secret %s without end".formatted(SECRET));
    }

    private boolean stored(KeyRing ring, Optional<Secret> before) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(SECRET)
                .withNamespace(place.namespace())
                .withResourceVersion(
                        before.map(it -> it.getMetadata().getResourceVersion()).orElse(null))
                .withOwnerReferences(place.owner().stream().toList())
                .endMetadata()
                .withData(encoded(ring.texts()))
                .build();
        try {
            if (before.isEmpty()) {
                client.resource(secret).create();
            } else {
                client.resource(secret).update();
            }
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw refused;
        }
    }

    private static Optional<KeyRing> read(Secret secret) {
        Map<String, String> data = Optional.ofNullable(secret.getData()).orElse(Map.of());
        try {
            return Optional.of(KeyRing.of(data.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            it -> new String(Base64.getDecoder().decode(it.getValue()), StandardCharsets.UTF_8)))));
        } catch (UnreadableCertificateException | IllegalArgumentException damaged) {
            // somebody damaged it: a new one is made
            return Optional.empty();
        }
    }

    private static Map<String, String> encoded(Map<String, String> texts) {
        Map<String, String> encoded = new TreeMap<>();
        texts.forEach((name, text) ->
                encoded.put(name, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        return encoded;
    }

    private Resource<Secret> secrets() {
        return client.secrets().inNamespace(place.namespace()).withName(SECRET);
    }

    private void write(String name, String text) throws IOException {
        Path file = place.folder().resolve(name);
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        Path fresh = place.folder().resolve(name + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
