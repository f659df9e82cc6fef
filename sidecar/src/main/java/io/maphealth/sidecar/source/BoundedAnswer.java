package io.maphealth.sidecar.source;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.Serial;

/// An answer of which only so many bytes are taken, and which is not complete before all that were announced have come.
/// Reading it ends when the thread is interrupted.
final class BoundedAnswer extends FilterInputStream {
    private final long most;
    private final long announced;
    private long taken;

    /// @param announced the length that the header says; below 0 when it says none
    BoundedAnswer(InputStream in, long most, long announced) {
        super(in);
        this.most = most;
        this.announced = announced;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? one : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        count(count);
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    private void count(long more) throws IOException {
        if (Thread.interrupted()) {
            throw new InterruptedIOException("no longer wanted");
        }
        if (more < 0 && taken < announced) {
            throw new EOFException("it ended after %d of %d bytes".formatted(taken, announced));
        }
        taken += Math.max(0, more);
        if (taken > most) {
            throw new TooLargeException(most);
        }
    }

    /// More came than is taken.
    static final class TooLargeException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;

        TooLargeException(long most) {
            super("more than " + most + " bytes");
        }
    }
}
