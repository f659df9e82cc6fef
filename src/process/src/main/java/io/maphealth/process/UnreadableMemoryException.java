package io.maphealth.process;

import java.io.Serial;

/// A word that a structure points to cannot be read: it is not mapped, or the process has gone.
public final class UnreadableMemoryException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnreadableMemoryException(long address, int length) {
        super("%d bytes at 0x%x cannot be read".formatted(length, address));
    }
}
