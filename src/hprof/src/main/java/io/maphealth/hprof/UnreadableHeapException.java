package io.maphealth.hprof;

import java.nio.file.Path;

/// A heap dump of which nothing can be told. The message is one line: the file, the place in it and the reason.
public final class UnreadableHeapException extends Exception {
    private static final long serialVersionUID = 1;

    public UnreadableHeapException(Path file, String placeAndReason) {
        super(oneLine(file.getFileName() + ": " + placeAndReason));
    }

    public UnreadableHeapException(Path file, String placeAndReason, Throwable cause) {
        super(oneLine(file.getFileName() + ": " + placeAndReason), cause);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
