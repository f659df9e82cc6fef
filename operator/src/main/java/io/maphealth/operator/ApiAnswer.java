package io.maphealth.operator;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/// What the API server said when it refused something.
public final class ApiAnswer {
    private ApiAnswer() {}

    /// One line; that of the client where the API server said nothing.
    public static String to(KubernetesClientException refused) {
        return Optional.ofNullable(refused.getStatus())
                .map(Status::getMessage)
                .orElseGet(() -> String.valueOf(refused.getMessage()));
    }
}
