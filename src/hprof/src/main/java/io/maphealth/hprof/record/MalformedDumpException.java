package io.maphealth.hprof.record;

/// Bytes that are no heap dump, at a position of the (inflated) dump.
public final class MalformedDumpException extends Exception {
    private static final long serialVersionUID = 1;

    private final long position;

    MalformedDumpException(String record, long position, String reason) {
        super(record + " at byte " + "%,d".formatted(position).replace(',', ' ') + ": " + reason);
        this.position = position;
    }

    /// Where the record starts.
    public long position() {
        return position;
    }
}
