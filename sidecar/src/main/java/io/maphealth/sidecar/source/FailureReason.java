package io.maphealth.sidecar.source;

/// Why a look failed, in the few words that a metric's label may hold.
public enum FailureReason {
    /// Nobody answered: connection refused, unknown host, no such file.
    UNREACHABLE("unreachable"),
    /// No complete answer in the time a look may take.
    TIMEOUT("timeout"),
    /// The target or the kernel said no: wrong credentials, no permission.
    DENIED("denied"),
    /// An answer that is not what the source speaks: another status, another content type, a text that breaks its
    /// format.
    UNREADABLE("unreadable"),
    /// More bytes than a look may take.
    TOO_LARGE("too_large"),
    /// The process is not there, has ended, or its pid now belongs to another.
    TARGET_GONE("target_gone"),
    /// The governor did not allow it.
    REFUSED("refused"),
    /// The runtime, its version or its collector is not one that the source can read.
    UNSUPPORTED("unsupported"),
    /// A mistake of our own.
    INTERNAL("internal");

    private final String label;

    FailureReason(String label) {
        this.label = label;
    }

    /// As written in metrics, logs and events.
    public String label() {
        return label;
    }
}
