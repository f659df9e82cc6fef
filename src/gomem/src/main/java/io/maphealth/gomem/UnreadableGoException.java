package io.maphealth.gomem;

import java.io.Serial;

/// A process or core file is no Go program that can be read. The message is one line with program, place and reason.
public final class UnreadableGoException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnreadableGoException(String message) {
        super(message);
    }
}
