package io.maphealth.protocol;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The committed JSON Schemas, judged by a validator that knows nothing of the reader.
final class Schemas {
    static final String CENSUS = "census-v1.schema.json";
    static final String REPORT = "report-v1.schema.json";
    private static final String HOME = "https://maphealth.io/schemas/";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(id -> id.startsWith(HOME) ? text(id.substring(HOME.length())) : null)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private Schemas() {}

    static List<String> problems(String schema, byte[] document) {
        return REGISTRY
                .getSchema(SchemaLocation.of(HOME + schema))
                .validate(new String(document, StandardCharsets.UTF_8), InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    static String text(String schema) {
        try (InputStream in = Objects.requireNonNull(Schemas.class.getResourceAsStream(schema), schema)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
