package io.maphealth.sidecar.config;

/// What is done when class histograms show that maps grow, or when the memory limit nears.
public enum DumpPolicy {
    /// A heap dump is proposed; somebody has to take it.
    PROPOSE("propose"),
    /// A heap dump is taken, where the governor allows it.
    TAKE("take");

    private final String label;

    DumpPolicy(String label) {
        this.label = label;
    }

    /// As written in the environment.
    public String label() {
        return label;
    }
}
