package io.maphealth.sidecar.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/// An answer of which only so many bytes are taken.
final class BoundedAnswer extends FilterInputStream {
    private final long most;
    private long taken;

    BoundedAnswer(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    private void count(long more) throws TooLargeException {
        taken += more;
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
