package io.maphealth.sidecar.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/// JSON objects, one a line, each written whole. Safe for several threads.
public record JsonLines(PrintStream out) {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    /// Writes the fields of one object.
    @FunctionalInterface
    public interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    public void line(Fields fields) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            writeObject(line, fields);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        line.write('\n');
        synchronized (out) {
            out.write(line.toByteArray(), 0, line.size());
            out.flush();
        }
    }

    /// One object, without a line's end; the stream stays open.
    public static void writeObject(OutputStream to, Fields fields) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(to)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
    }
}
