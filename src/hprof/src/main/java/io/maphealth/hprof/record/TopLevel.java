package io.maphealth.hprof.record;

import java.io.IOException;

/// Goes from record to record of a dump. For one thread.
final class TopLevel {
    private static final int HEADER_BYTES = 9;
    private static final int HIGHEST_TAG = Tags.HEAP_DUMP_END;

    private final Window window;
    private int tag;
    private long bodyStart;
    private long bodyEnd;

    TopLevel(Window window) {
        this.window = window;
        this.bodyEnd = window.position();
    }

    /// Goes to the body of the next record; false at the end of the dump.
    boolean next() throws IOException, MalformedDumpException {
        if (bodyEnd == Long.MAX_VALUE) {
            return false;
        }
        if (window.position() > bodyEnd) {
            throw new MalformedDumpException("record", bodyStart, "its parts are longer than it is");
        }
        window.skip(bodyEnd - window.position());
        if (!window.has(1)) {
            return false;
        }
        if (!window.has(HEADER_BYTES)) {
            throw new MalformedDumpException("record header", window.position(), "the dump ends within");
        }
        tag = window.u1(window.at());
        if (tag == 0 || tag > HIGHEST_TAG) {
            throw new MalformedDumpException("record header", window.position(), "no such tag " + tag);
        }
        long length = window.i4(window.at() + 5) & 0xFFFF_FFFFL;
        window.advance(HEADER_BYTES);
        bodyStart = window.position();
        // old writers leave the length of a segment 0 when they cannot go back and fill it in
        bodyEnd = Tags.isSegment(tag) && length == 0 ? Long.MAX_VALUE : bodyStart + length;
        return true;
    }

    int tag() {
        return tag;
    }

    long bodyStart() {
        return bodyStart;
    }

    /// `Long.MAX_VALUE` when it is not said: to the end of the dump.
    long bodyEnd() {
        return bodyEnd;
    }

    long bodyBytes() {
        return bodyEnd - bodyStart;
    }
}
