package io.maphealth.sidecar.target;

import java.io.Serial;

/// No process fits. The message is one line: what was looked for, what was seen, what to do.
public final class TargetNotFoundException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    TargetNotFoundException(String message) {
        super(message);
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
