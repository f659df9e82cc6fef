package io.maphealth.sidecar.source;

import java.io.Serial;

/// A look at the target that failed. The message is one line: what was tried, why it failed, what to do.
public final class SourceUnavailableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final FailureReason reason;

    public SourceUnavailableException(FailureReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public SourceUnavailableException(FailureReason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// The message without what would break a line.
    public String oneLine() {
        return String.valueOf(getMessage()).replaceAll("\\p{Cntrl}+", " ");
    }

    public FailureReason reason() {
        return reason;
    }
}
