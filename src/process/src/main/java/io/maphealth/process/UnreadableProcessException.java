package io.maphealth.process;

import java.io.Serial;

/// A process cannot be read: it has gone, or the kernel refused. The message is one line that says what to grant.
public final class UnreadableProcessException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Cause cause;

    /// Why a process could not be read.
    public enum Cause {
        /// There is no such process, or it ended.
        GONE,
        /// The kernel does not permit it.
        REFUSED
    }

    public UnreadableProcessException(Cause cause, String message) {
        super(message);
        this.cause = cause;
    }

    public Cause reason() {
        return cause;
    }
}
