package io.maphealth.core;

/// The language run-time of a target.
public enum TargetRuntime {
    GO("go"),
    JVM("jvm"),
    PYTHON("python");

    private final String label;

    TargetRuntime(String label) {
        this.label = label;
    }

    /// As written in JSON, annotations and metrics.
    public String label() {
        return label;
    }
}
