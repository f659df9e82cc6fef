package io.maphealth.operator.intake;

/// A report that is not taken: `status` is the HTTP status, the message one line for the sidecar's log.
@SuppressWarnings("serial")
public final class RefusedReportException extends Exception {
    private final int status;

    RefusedReportException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
