package io.maphealth.operator.program;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.maphealth.operator.certificates.CertificateKeeper;
import io.maphealth.operator.certificates.WebhookTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// The certificates of this replica: kept every minute, by the operator itself or by cert-manager.
final class Certificates {
    private static final int FIRST_REQUEST = 60_000;

    private final OperatorSettings settings;
    private final WebhookTrust trust;
    private final CertificateKeeper keeper;
    private volatile String bundle = "";

    Certificates(OperatorSettings settings, KubernetesClient client) {
        this.settings = settings;
        this.trust = new WebhookTrust(client, settings.webhook());
        this.keeper = new CertificateKeeper(
                client,
                new CertificateKeeper.Place(
                        settings.namespace(), trust.owner(), settings.certificates(), names(settings)),
                InstantSource.system());
    }

    /// Before anything else runs; on a busy node, the first request of a JVM that has just started takes seconds.
    static void prepare(OperatorSettings settings) throws IOException {
        Config patient = new ConfigBuilder(Config.autoConfigure(null))
                .withRequestTimeout(FIRST_REQUEST)
                .build();
        try (KubernetesClient client = LeanClient.builder().withConfig(patient).build()) {
            new Certificates(settings, client).keep();
        }
    }

    /// Renews what is due and tells those who trust.
    void keep() throws IOException {
        if (settings.ownCertificates()) {
            bundle = keeper.keep();
            trust.publish(bundle);
        } else {
            Path file = settings.certificates().resolve("ca.crt");
            bundle = Files.exists(file) ? Files.readString(file) : "";
        }
    }

    /// All authorities to trust; empty before the first [#keep()].
    String bundle() {
        return bundle;
    }

    WebhookTrust trust() {
        return trust;
    }

    private static List<String> names(OperatorSettings settings) {
        return List.of(
                settings.host(),
                settings.host() + ".cluster.local",
                settings.service() + "." + settings.namespace(),
                settings.service());
    }
}
