package io.maphealth.operator.inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.maphealth.operator.Reason;
import java.util.List;

/// What becomes of a pod. Whatever it is, the pod is let through.
public sealed interface Injection {
    /// One word for metrics.
    Reason reason();

    /// It gets a sidecar of `level`: `pod` is how it is to look. `warnings` are mistakes that do no harm.
    record Injected(JsonNode pod, int level, List<String> warnings) implements Injection {
        @Override
        public Reason reason() {
            return Reason.Injected;
        }
    }

    /// It stays as it is; somebody wished for something, so that they are told why.
    record Refused(JsonNode pod, Reason reason, String message) implements Injection {}

    /// It stays as it is, and nobody expected otherwise.
    record LeftAlone(Reason reason) implements Injection {}
}
