package io.maphealth.operator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the chart renders: the same every time, and what `deploy/install.yaml` holds.
class ChartRenderingTest {
    private static final Path INSTALL = Path.of("../deploy/install.yaml");

    @Test
    void twoRendersAreTheSameBytes() throws IOException, InterruptedException {
        assertThat(Chart.rendered()).isEqualTo(Chart.rendered());
    }

    @Test
    void theInstallFileIsTheChartAsRendered() throws IOException, InterruptedException {
        String resources = Chart.rendered()
                .lines()
                .filter(line -> !line.startsWith("# Source:"))
                .collect(Collectors.joining("\n", "", "\n"));

        assertThat(INSTALL).as("deploy/render writes it again").content().endsWith(resources);
        assertThat(Path.of("../deploy/kustomize/base/install.yaml")).hasSameTextualContentAs(INSTALL);
    }

    @Test
    void anEdgeIsOneSmallReplicaThatNothingKeepsAvailable() throws IOException, InterruptedException {
        assertThat(Chart.overlay("edge"))
                .contains("replicas: 1", "cpu: 20m", "memory: 208Mi", "kind: MutatingWebhookConfiguration")
                .doesNotContain("kind: PodDisruptionBudget");
    }

    @Test
    void aProductionIsThreeReplicasOnThreeNodes() throws IOException, InterruptedException {
        assertThat(Chart.overlay("production"))
                .contains(
                        "replicas: 3", "whenUnsatisfiable: DoNotSchedule", "priorityClassName: system-cluster-critical")
                .contains("kind: PodDisruptionBudget");
    }
}
