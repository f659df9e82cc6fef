package io.maphealth.contract;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The schema of this folder, which is the sidecar's own by a link, applied by a validator that knows nothing of the
/// reader.
final class Schema {
    private static final String ID = "https://maphealth.io/schemas/census-v1.schema.json";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(id -> id.equals(ID) ? text() : null)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private Schema() {}

    static List<String> problems(byte[] document) {
        return REGISTRY
                .getSchema(SchemaLocation.of(ID))
                .validate(new String(document, StandardCharsets.UTF_8), InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static String text() {
        try {
            return Files.readString(Path.of("census-v1.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
