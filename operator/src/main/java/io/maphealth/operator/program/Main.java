package io.maphealth.operator.program;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.util.Optional;

/// Makes the certificates, which the HTTP server needs to start, and then starts everything.
@QuarkusMain
public final class Main {
    Main() {}

    public static void main(String... arguments) {
        OperatorSettings settings = OperatorSettings.of(System.getenv());
        try {
            Certificates.prepare(settings);
        } catch (IOException | KubernetesClientException failed) {
            System.err.println("no certificates, so this replica ends and is started again: " + reason(failed));
            System.exit(1);
        }
        Quarkus.run(arguments);
    }

    /// The client's own exception may say nothing.
    private static String reason(Exception failed) {
        return Optional.<Throwable>ofNullable(failed.getCause()).orElse(failed).toString();
    }
}
