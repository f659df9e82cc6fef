package io.maphealth.process;

import java.io.Serial;

/// A program or core file is not what it says it is. The message is one line with file, place and reason.
public final class UnreadableElfException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnreadableElfException(String message) {
        super(message);
    }
}
