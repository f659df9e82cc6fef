package io.maphealth.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one JSON document into a [Row], within bounds; large arrays of it go element by element to a consumer.
///
/// UTF-8 only; duplicate fields, more after the end, `NaN`, comments and the like are refused.
final class RowReader {
    /// Takes the elements of an array as they are read.
    interface Consumer {
        void accept(Row element) throws UnreadableDocumentException;
    }

    /// An array of the outermost object whose elements are not kept here.
    record Stream(Shape shape, int most, Consumer consumer) {}

    /// What a document of one of the `schemas`, its first words, looks like.
    record Form(Set<String> schemas, Shape shape, Map<String, Stream> streams) {}

    private final String origin;
    private final JsonParser json;

    private RowReader(String origin, JsonParser json) {
        this.origin = origin;
        this.json = json;
    }

    /// @throws IOException the stream could not be read; never for what it holds
    static Row read(Origin from, Form form) throws IOException, UnreadableDocumentException {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(from.bounds().constraints())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        try (JsonParser json = factory.createParser(from.characters())) {
            return new RowReader(from.name(), json).document(form);
        }
    }

    /// A stream, what to call it in messages, and how much of it to take in.
    record Origin(String name, InputStream in, ReadingBounds bounds) {
        private InputStreamReader characters() {
            return new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
        }
    }

    private Row document(Form form) throws IOException, UnreadableDocumentException {
        try {
            expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
            Row row = outermost(form);
            if (json.nextToken() != null) {
                throw here().expected("the end of the document", "more");
            }
            return row;
        } catch (JsonProcessingException e) {
            throw at(e.getLocation(), e.getOriginalMessage().replaceAll(", from `[^`]*`", ""));
        } catch (CharacterCodingException _) {
            throw at(json.currentLocation(), "expected UTF-8, found other bytes");
        }
    }

    /// The schema is judged as soon as it is seen, so that a later version is refused for being one.
    private Row outermost(Form form) throws IOException, UnreadableDocumentException {
        Row row = new Row(here(), new LinkedHashMap<>());
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            Stream stream = form.streams().get(name);
            if (stream != null) {
                elements(stream);
            } else {
                value(name, form.shape(), row.cells());
            }
            if (name.equals("schema")) {
                checkSchema(row, form);
            }
        }
        checkSchema(row, form);
        return row;
    }

    private static void checkSchema(Row row, Form form) throws UnreadableDocumentException {
        if (!form.schemas().contains(row.text("schema"))) {
            throw row.refused("schema", String.join(" or ", form.schemas()));
        }
    }

    private Row object(Shape shape) throws IOException, UnreadableDocumentException {
        Row row = new Row(here(), new LinkedHashMap<>());
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            value(name, shape, row.cells());
        }
        return row;
    }

    private void value(String name, Shape shape, Map<String, Row.Cell> cells)
            throws IOException, UnreadableDocumentException {
        if (cells.size() == ReadingBounds.FIELDS) {
            throw here().expected("at most " + ReadingBounds.FIELDS + " fields", "more");
        }
        Place place = here();
        switch (json.currentToken()) {
            case START_OBJECT -> {
                Shape nested = shape.objects().get(name);
                if (nested != null) {
                    cells.put(name, new Row.Cell.Nested(place, object(nested)));
                } else {
                    json.skipChildren();
                    cells.put(name, new Row.Cell.Skipped(place, "an object"));
                }
            }
            case START_ARRAY -> {
                Shape.Elements nested = shape.arrays().get(name);
                if (nested != null) {
                    List<Row> rows = new ArrayList<>();
                    elements(new Stream(nested.shape(), nested.most(), rows::add));
                    cells.put(name, new Row.Cell.Rows(place, rows));
                } else {
                    json.skipChildren();
                    cells.put(name, new Row.Cell.Skipped(place, "an array"));
                }
            }
            default -> cells.put(name, scalar(place));
        }
    }

    private Row.Cell scalar(Place place) throws IOException, UnreadableDocumentException {
        JsonToken token = json.currentToken();
        return switch (token) {
            case VALUE_STRING -> new Row.Cell.Text(place, json.getText());
            case VALUE_NUMBER_INT -> whole(place);
            case VALUE_NUMBER_FLOAT -> fraction(place);
            case VALUE_TRUE, VALUE_FALSE -> new Row.Cell.Flag(place, token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> new Row.Cell.Nothing(place);
            case START_OBJECT, END_OBJECT, START_ARRAY, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("not a scalar: " + token);
        };
    }

    private Row.Cell whole(Place place) throws IOException, UnreadableDocumentException {
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw place.expected("a whole number of at most 64 bits", json.getText());
        }
        return new Row.Cell.Whole(place, json.getLongValue());
    }

    private Row.Cell fraction(Place place) throws IOException, UnreadableDocumentException {
        double value = json.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw place.expected("a number that a double can hold", json.getText());
        }
        return new Row.Cell.Fraction(place, value);
    }

    private void elements(Stream stream) throws IOException, UnreadableDocumentException {
        expect(json.currentToken(), JsonToken.START_ARRAY, "an array");
        int elements = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (++elements > stream.most()) {
                throw here().expected("at most " + stream.most() + " elements", "more");
            }
            expect(json.currentToken(), JsonToken.START_OBJECT, "an object");
            stream.consumer().accept(object(stream.shape()));
        }
    }

    private void expect(@Nullable JsonToken token, JsonToken expected, String words)
            throws IOException, UnreadableDocumentException {
        if (token != expected) {
            throw here().expected(words, token == null ? "nothing" : json.getText());
        }
    }

    private Place here() {
        return place(json.currentTokenLocation());
    }

    private Place place(JsonLocation at) {
        return new Place(origin, json.getParsingContext().pathAsPointer().toString(), at.getLineNr(), at.getColumnNr());
    }

    /// @param at absent where a bound was passed before a token began
    private UnreadableDocumentException at(@Nullable JsonLocation at, String problem) {
        return new UnreadableDocumentException(place(at == null ? json.currentLocation() : at) + ": " + problem);
    }
}
