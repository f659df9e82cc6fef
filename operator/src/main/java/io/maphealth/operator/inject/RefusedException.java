package io.maphealth.operator.inject;

import io.maphealth.operator.Reason;

/// A wish that cannot be granted; the message is one line: what was asked, why not, what to do.
@SuppressWarnings("serial")
public final class RefusedException extends Exception {
    private final Reason reason;

    public RefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String oneLine() {
        return reason + ": " + getMessage();
    }
}
