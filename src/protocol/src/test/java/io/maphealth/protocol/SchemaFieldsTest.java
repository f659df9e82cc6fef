package io.maphealth.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The schemas allow fields that they do not list; this holds writer and schema together nevertheless.
class SchemaFieldsTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void theGoldenFilesHoldEveryFieldOfTheSchemasAndNoOther() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (String schema : List.of(Schemas.CENSUS, Schemas.REPORT)) {
            JsonNode root = mapper.readTree(Schemas.text(schema));
            listed.addAll(names(root.get("properties")));
            root.get("$defs").forEach(definition -> listed.addAll(names(definition.get("properties"))));
        }

        assertThat(writtenFields()).isEqualTo(listed);
    }

    @Test
    void negativeSizesWrongWordsAndMissingFieldsAreAgainstTheSchemaToo() throws IOException {
        String census = Files.readString(Path.of("src/test/resources/golden/census-all-findings.json"));

        assertThat(problems(census)).isEmpty();
        assertThat(problems(census.replace("\"heldBytes\": 192", "\"heldBytes\": -192")))
                .isNotEmpty();
        assertThat(problems(census.replace("\"go\"", "\"rust\""))).isNotEmpty();
        assertThat(problems(census.replace("\"id\"", "\"it\""))).isNotEmpty();
        assertThat(problems(census.replace("\"complete\": true", "\"complete\": false")))
                .isNotEmpty();
        assertThat(problems(census.replace("\"gcCycles\": 5", "\"gcCycles\": \"5\"")))
                .isNotEmpty();
        assertThat(problems(census.replace("2026-11-21T12:00:00Z", "today"))).isNotEmpty();
    }

    private Set<String> writtenFields() throws IOException {
        Set<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "golden"))) {
            for (Path file : files.toList()) {
                collect(mapper.readTree(Files.readString(file)), written);
            }
        }
        return written;
    }

    private static void collect(JsonNode node, Set<String> names) {
        names.addAll(names(node));
        node.forEach(child -> collect(child, names));
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> problems(String census) {
        return Schemas.problems(Schemas.CENSUS, census.getBytes(StandardCharsets.UTF_8));
    }
}
