package io.maphealth.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What the API server wrote down about the requests of the operator.
record Requests(List<Request> all) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "system:serviceaccount:maphealth:maphealth-operator";

    /// One request: `what` is `verb resource`, with the subresource after a stroke.
    record Request(Instant at, String what, int status) {}

    static Requests read(Path auditLog) throws IOException {
        try (Stream<String> lines = Files.lines(auditLog)) {
            return new Requests(lines.map(Requests::parsed)
                    .filter(it -> it.at("/user/username").asText().equals(USER))
                    .map(Requests::request)
                    .toList());
        }
    }

    Requests between(Instant start, Instant end) {
        return new Requests(all.stream()
                .filter(it -> !it.at().isBefore(start) && it.at().isBefore(end))
                .toList());
    }

    /// How many whose `what` begins so.
    long count(String what) {
        return all.stream().filter(it -> it.what().startsWith(what)).count();
    }

    private static Request request(JsonNode line) {
        JsonNode of = line.path("objectRef");
        String sub = of.path("subresource").asText();
        return new Request(
                Instant.parse(line.path("requestReceivedTimestamp").asText()),
                line.path("verb").asText() + " " + of.path("resource").asText() + (sub.isEmpty() ? "" : "/" + sub),
                line.at("/responseStatus/code").asInt());
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
