package io.maphealth.sidecar.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// What to send back: written while it is sent, so that a large answer takes no memory.
record Answer(int status, String contentType, Body body) {
    /// Writes the answer's text.
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream to) throws IOException;
    }

    static Answer text(int status, String line) {
        return new Answer(
                status, "text/plain; charset=utf-8", to -> to.write((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    static Answer json(Body body) {
        return new Answer(200, "application/json", body);
    }
}
