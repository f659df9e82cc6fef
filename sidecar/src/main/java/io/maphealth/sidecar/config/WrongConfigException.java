package io.maphealth.sidecar.config;

import java.io.Serial;

/// The environment asks for something that cannot be done. The message is one line: the variable, its value, what is
/// allowed.
public final class WrongConfigException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    WrongConfigException(String message) {
        super(message);
    }
}
