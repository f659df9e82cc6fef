package io.maphealth.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CensusPageTest {
    private static final Path PAGE = Path.of("..", "site", "markdown", "reference", "census-json.md");
    private static final String HEAD = """
            <!-- Printed from the schemas; `mvn -pl src/protocol -am verify -Dregenerate=true` writes it again. -->
            # The census and the report as JSON

            Command line, sidecar API and exporters speak `maphealth.census/v1`; a sidecar tells the operator
            `maphealth.report/v1`. Their JSON Schemas (draft 2020-12) are `census-v1.schema.json` and
            `report-v1.schema.json` in `src/protocol/src/main/resources/io/maphealth/protocol`.

            - What a source cannot know is absent, never 0. Only `incompleteReason` may be null.
            - `maps` and `sites` come largest first. The writer cuts them (`--top`); maps that a detector may want to
              see (count and contents disagree, keys collide, a growth under way, a broken contract) are written
              whatever their size. `totals` always cover everything.
            - A reader refuses another schema, a missing required field, a wrong type, a negative size, an unknown
              word, a field twice, bytes that are no UTF-8, and more than it has bounds for (a census: 64 Mi
              characters, 100 000 maps, 20 000 sites, 10 000 findings, 8192 characters a string, 100 fields an object).
              The message names the place:
              `http://127.0.0.1:8080/debug/maps: /maps/3/heldBytes (line 1, column 512): expected 0 or more, found -5`.
            - A reader ignores fields that it does not know, so that a version can gain fields, and those that follow
              from others (`drift`, `allowedDrift`, `growing`, `summary`, a finding's `path`, `before` and `changes`).

            ## Example

            ```json
            """;

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void listsEveryFieldOfTheSchemas() throws IOException {
        JsonNode census = mapper.readTree(Schemas.text(Schemas.CENSUS));
        JsonNode report = mapper.readTree(Schemas.text(Schemas.REPORT));

        String page = HEAD
                + example()
                + "```\n"
                + section("The census", census)
                + definitions(census)
                + section("The report", report)
                + definitions(report);

        new Golden(PAGE).mustBe(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String example() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CensusWriter.indented(0).write(TestingCensuses.typical(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String definitions(JsonNode schema) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, JsonNode> definition : schema.get("$defs").properties()) {
            text.append(section("`" + definition.getKey() + "`", definition.getValue()));
        }
        return text.toString();
    }

    private static String section(String title, JsonNode object) {
        StringBuilder text = new StringBuilder("\n## " + title + "\n\n")
                .append(object.get("description").textValue())
                .append("\n\n| field | type | required | meaning |\n| --- | --- | --- | --- |\n");
        List<String> required = new ArrayList<>();
        object.path("required").forEach(name -> required.add(name.textValue()));
        for (Map.Entry<String, JsonNode> property : object.get("properties").properties()) {
            text.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            property.getKey(),
                            type(property.getValue()),
                            required.contains(property.getKey()) ? "yes" : "",
                            property.getValue().path("description").asText()));
        }
        return text.toString();
    }

    private static String type(JsonNode property) {
        if (property.has("const")) {
            return "`" + property.get("const").textValue() + "`";
        }
        if (property.has("enum")) {
            List<String> words = new ArrayList<>();
            property.get("enum").forEach(word -> words.add("`" + word.textValue() + "`"));
            return String.join(", ", words);
        }
        if (property.has("$ref")) {
            return "`" + definition(property) + "`";
        }
        return switch (property.get("type").asText()) {
            case "array" -> "array of `" + definition(property.get("items")) + "`";
            case "" -> "string or null";
            case "string" -> property.has("format") ? "time (RFC 3339)" : "string";
            default -> property.get("type").textValue() + bounds(property);
        };
    }

    private static String bounds(JsonNode number) {
        if (number.has("maximum")) {
            return ", " + number.get("minimum") + " to " + number.get("maximum");
        }
        return number.has("minimum") ? ", " + number.get("minimum") + " or more" : "";
    }

    private static String definition(JsonNode reference) {
        String pointer = reference.get("$ref").textValue();
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }
}
