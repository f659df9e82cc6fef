package io.maphealth.sidecar.source;

import io.maphealth.process.UnreadableProcessException;
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

    /// A process whose memory cannot be read; its message already says what to grant.
    SourceUnavailableException(UnreadableProcessException unreadable) {
        this(
                switch (unreadable.reason()) {
                    case GONE -> FailureReason.TARGET_GONE;
                    case REFUSED -> FailureReason.DENIED;
                },
                String.valueOf(unreadable.getMessage()),
                unreadable);
    }

    /// The message without what would break a line.
    public String oneLine() {
        return String.valueOf(getMessage()).replaceAll("\\p{Cntrl}+", " ");
    }

    public FailureReason reason() {
        return reason;
    }
}
