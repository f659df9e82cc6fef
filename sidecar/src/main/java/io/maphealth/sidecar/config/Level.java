package io.maphealth.sidecar.config;

/// How close to the target a source may come.
public enum Level {
    /// HTTP only.
    HTTP("1"),
    /// The target's process namespace and user: reads its memory, attaches to a JVM.
    SAME_USER("2"),
    /// Root with SYS_PTRACE: another user, Yama, tracing.
    PRIVILEGED("3");

    private final String label;

    Level(String label) {
        this.label = label;
    }

    /// As written in the environment and in annotations.
    public String label() {
        return label;
    }

    public boolean allows(Level needed) {
        return compareTo(needed) >= 0;
    }
}
