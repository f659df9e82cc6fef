package io.maphealth.hprof.record;

import java.io.IOException;

/// A dump cannot be kept in a temporary file. The message is the folder and the reason.
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1;

    NoRoomException(String folderAndReason) {
        super(folderAndReason);
    }

    NoRoomException(String folderAndReason, IOException cause) {
        super(folderAndReason, cause);
    }
}
