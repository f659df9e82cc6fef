package io.maphealth.sidecar.config;

import io.maphealth.core.TargetRuntime;
import java.util.Optional;

/// The target's runtime as configured: given, or to be seen from the process.
public enum RuntimeChoice {
    AUTO("auto", Optional.empty()),
    GO("go", Optional.of(TargetRuntime.GO)),
    JVM("jvm", Optional.of(TargetRuntime.JVM)),
    PYTHON("python", Optional.of(TargetRuntime.PYTHON));

    private final String label;
    private final Optional<TargetRuntime> runtime;

    RuntimeChoice(String label, Optional<TargetRuntime> runtime) {
        this.label = label;
        this.runtime = runtime;
    }

    /// As written in the environment and in annotations.
    public String label() {
        return label;
    }

    public Optional<TargetRuntime> runtime() {
        return runtime;
    }
}
