package io.maphealth.sidecar.config;

import io.maphealth.sidecar.GeneratedPage;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EnvironmentPageTest {
    private static final String HEAD = """
            # Environment of the sidecar

            `maphealth sidecar` is configured by its environment alone. A value that is not allowed stops the start with
            one line and exit status 2; a `MAPHEALTH_` variable that is not listed here is named in one warning. What is
            not set is not polled, and an empty value counts as not set.

            | variable | default | allowed | meaning |
            | --- | --- | --- | --- |
            """;

    @Test
    void listsEveryVariableThatTheSidecarReads() throws IOException {
        String rows = Variables.all().stream().map(EnvironmentPageTest::row).collect(Collectors.joining());
        GeneratedPage.reference("environment.md").mustBe(HEAD + rows);
    }

    private static String row(Variable<?> variable) {
        String standard = variable.standard().map(text -> "`" + text + "`").orElse("not set");
        return "| `%s` | %s | %s | %s |\n"
                .formatted(variable.name(), standard, variable.form().allowed(), variable.meaning());
    }
}
