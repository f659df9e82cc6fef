package io.maphealth.hotspot.vm;

import java.io.Serial;

/// This JVM does not describe its own memory as HotSpot does, or not this part of it. The message is one line.
public final class UnknownLayoutException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnknownLayoutException(String message) {
        super("layout unknown: " + message);
    }

    /// The same, with what is left to do.
    public UnknownLayoutException(UnknownLayoutException why, String whatIsLeft) {
        super(why.getMessage() + "; " + whatIsLeft, why);
    }
}
