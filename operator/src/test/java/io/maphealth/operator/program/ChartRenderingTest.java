package io.maphealth.operator.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maphealth.testkit.kube.ApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the chart renders: the same every time, and what `deploy/install.yaml` holds.
class ChartRenderingTest {
    private static final Path INSTALL = Path.of("../deploy/install.yaml");

    @Test
    void twoRendersAreTheSameBytes() throws IOException, InterruptedException {
        Path helm = helm();

        assertThat(rendered(helm)).isEqualTo(rendered(helm));
    }

    @Test
    void theInstallFileIsTheChartAsRendered() throws IOException, InterruptedException {
        String resources = rendered(helm())
                .lines()
                .filter(line -> !line.startsWith("# Source:"))
                .collect(Collectors.joining("\n", "", "\n"));

        assertThat(INSTALL).as("deploy/render writes it again").content().endsWith(resources);
        assertThat(Path.of("../deploy/kustomize/base/install.yaml")).hasSameTextualContentAs(INSTALL);
    }

    private static Path helm() {
        Optional<Path> helm =
                ApiServer.programs().map(bin -> bin.resolve("helm")).filter(Files::isExecutable);
        assumeTrue(helm.isPresent(), "NOT RUN: no helm; src/it/cluster/build makes it");
        return helm.orElseThrow();
    }

    private static String rendered(Path helm) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        helm.toString(), "template", "maphealth", "../helm/maphealth", "--namespace", "maphealth")
                .redirectErrorStream(true)
                .start();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
