package io.maphealth.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The definitions in the chart are those of the code; `-Dregenerate=true` writes them again.
class ChartDefinitionsTest {
    private static final Path CHART = Path.of("../helm/maphealth/files/crds");

    /// As `kubectl get` shows them; the generator sorts them by path.
    private static final List<String> COLUMNS =
            List.of("STATE", "PODS", "MAP", "LEVEL", "ALLOWED", "INTERVAL", "MONITOR", "AGE", "FINDING");

    @ParameterizedTest
    @ValueSource(strings = {"mapmonitors", "maphealths"})
    void theChartInstallsWhatTheCodeDefines(String plural) throws IOException {
        String generated = generated(plural);
        Path inChart = CHART.resolve(plural + ".yaml");
        if (Boolean.getBoolean("regenerate")) {
            Files.createDirectories(CHART);
            Files.writeString(inChart, generated);
        }

        assertThat(inChart).content().isEqualTo(generated);
    }

    private static String generated(String plural) throws IOException {
        Path file = Path.of("target/classes/META-INF/fabric8/" + plural + ".maphealth.io-v1.yml");
        CustomResourceDefinition definition =
                Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        definition
                .getSpec()
                .getVersions()
                .forEach(version -> version.setAdditionalPrinterColumns(version.getAdditionalPrinterColumns().stream()
                        .sorted(Comparator.comparingInt(ChartDefinitionsTest::place))
                        .toList()));
        return "# Generated from the code; `mvn -pl operator -am verify -Dregenerate=true` writes it again.\n"
                + Serialization.asYaml(definition).replaceFirst("^---\n", "");
    }

    private static int place(CustomResourceColumnDefinition column) {
        return COLUMNS.indexOf(column.getName());
    }
}
