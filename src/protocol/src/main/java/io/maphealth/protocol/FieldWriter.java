package io.maphealth.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Writes the fields of one document, in the order it is told; an absent value writes nothing.
///
/// Strings longer than a reader takes are cut, and half surrogates, which no UTF-8 can hold, become `?`.
final class FieldWriter implements AutoCloseable {
    /// The fields of an object, or the elements of an array.
    interface Content {
        void write() throws IOException;
    }

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET, StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private final JsonGenerator json;

    FieldWriter(OutputStream out, boolean indented) throws IOException {
        json = FACTORY.createGenerator(out);
        if (indented) {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            Separators separators = Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withArrayEmptySeparator("");
            json.setPrettyPrinter(new DefaultPrettyPrinter(separators)
                    .withObjectIndenter(lines)
                    .withArrayIndenter(lines));
        }
    }

    void document(Content fields) throws IOException {
        element(fields);
        json.writeRaw('\n');
        json.flush();
    }

    void object(String name, Content fields) throws IOException {
        json.writeFieldName(name);
        element(fields);
    }

    void array(String name, Content elements) throws IOException {
        json.writeArrayFieldStart(name);
        elements.write();
        json.writeEndArray();
    }

    void element(Content fields) throws IOException {
        json.writeStartObject();
        fields.write();
        json.writeEndObject();
    }

    void text(String name, String text) throws IOException {
        json.writeStringField(name, writable(text));
    }

    void text(String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            text(name, text.get());
        }
    }

    void textOrNull(String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            text(name, text.get());
        } else {
            json.writeNullField(name);
        }
    }

    void flag(String name, boolean flag) throws IOException {
        json.writeBooleanField(name, flag);
    }

    void number(String name, long number) throws IOException {
        json.writeNumberField(name, number);
    }

    void number(String name, OptionalLong number) throws IOException {
        if (number.isPresent()) {
            number(name, number.getAsLong());
        }
    }

    void fraction(String name, double fraction) throws IOException {
        if (!Double.isFinite(fraction)) {
            throw new IllegalStateException(name + " is no number: " + fraction);
        }
        json.writeNumberField(name, fraction);
    }

    void fraction(String name, OptionalDouble fraction) throws IOException {
        if (fraction.isPresent()) {
            fraction(name, fraction.getAsDouble());
        }
    }

    void instant(String name, Instant instant) throws IOException {
        text(name, instant.toString());
    }

    void millis(String name, Duration duration) throws IOException {
        number(name, duration.toMillis());
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private static String writable(String text) {
        String whole = text;
        if (text.length() > ReadingBounds.STRING_CHARACTERS) {
            whole = text.substring(0, ReadingBounds.STRING_CHARACTERS - 1) + '…';
        }
        return whole.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
                ? new String(whole.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : whole;
    }
}
