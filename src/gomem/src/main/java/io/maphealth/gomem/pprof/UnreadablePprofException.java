package io.maphealth.gomem.pprof;

import java.io.Serial;

/// A heap or symbol page that breaks its format: one line with the place and the reason.
///
/// Policy: a page that breaks its grammar, its own totals or its end is refused as a whole; values of MemStats that are
/// not known here are passed over, because each Go version may add some.
public final class UnreadablePprofException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public UnreadablePprofException(String message) {
        super(message);
    }
}
