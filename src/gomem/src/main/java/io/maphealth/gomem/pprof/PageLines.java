package io.maphealth.gomem.pprof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The lines of a page as they arrive, counted and bounded; each must end with a line feed.
final class PageLines {
    private final InputStream in;
    private final PprofLimits limits;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int filled;
    private long bytes;
    private long number;

    PageLines(InputStream in, PprofLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /// The next line, or nothing at the end of the page.
    Optional<LineScanner> next() throws IOException, UnreadablePprofException {
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        while (fill()) {
            int end = endOfLine();
            line.write(buffer, position, end - position);
            if (line.size() > limits.lineBytes()) {
                throw unreadable("a line longer than " + limits.lineBytes() + " bytes");
            }
            position = end + 1;
            if (end < filled) {
                return Optional.of(new LineScanner(number, line.toString(StandardCharsets.UTF_8)));
            }
        }
        if (line.size() > 0) {
            throw unreadable("the page ends within this line");
        }
        return Optional.empty();
    }

    LineScanner expect(String what) throws IOException, UnreadablePprofException {
        Optional<LineScanner> line = next();
        if (line.isEmpty()) {
            throw unreadable("the page ends, expected " + what);
        }
        return line.get();
    }

    private int endOfLine() {
        int end = position;
        while (end < filled && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean fill() throws IOException, UnreadablePprofException {
        if (position < filled) {
            return true;
        }
        position = 0;
        filled = Math.max(0, in.read(buffer));
        bytes += filled;
        if (bytes > limits.bytes()) {
            throw unreadable("more than " + limits.bytes() + " bytes");
        }
        return filled > 0;
    }

    private UnreadablePprofException unreadable(String reason) {
        return new UnreadablePprofException("line " + number + ": " + reason);
    }
}
