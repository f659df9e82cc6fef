package io.maphealth.sidecar.cli;

import java.io.Serial;

/// What was to be read cannot be. The message is one line: file or address, place, reason.
final class UnreadableInputException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    UnreadableInputException(String message) {
        super(oneLine(message));
    }

    UnreadableInputException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ");
    }
}
