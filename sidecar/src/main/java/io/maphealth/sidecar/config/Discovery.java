package io.maphealth.sidecar.config;

/// Whether an exporter is looked for where none is configured.
public enum Discovery {
    ON,
    OFF;

    /// As written in the environment.
    public String label() {
        return this == ON ? "on" : "off";
    }
}
