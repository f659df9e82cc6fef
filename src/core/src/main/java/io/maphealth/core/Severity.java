package io.maphealth.core;

/// How urgent a finding is: critical pages somebody, warning opens a ticket, info is context.
public enum Severity {
    INFO("info"),
    WARNING("warning"),
    CRITICAL("critical");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    /// As written in JSON, alerts and metrics.
    public String label() {
        return label;
    }
}
