package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However sidecars fare, pods run and end as they would without them.
@Tag("long")
class SidecarsHarmNobodyE2E {
    private static Cluster cluster;

    @BeforeAll
    static void install() {
        cluster = Cluster.running();
        MetricsServer.clean(cluster);
        cluster.clean();
        cluster.install();
    }

    @AfterAll
    static void clean() {
        cluster.clean();
    }

    @Test
    void withEverythingInOrderJobsEndAndEveryContainerHasRequestsForAutoscalers() {
        Bystanders bystanders = Bystanders.in(cluster, "orderly");

        bystanders.assertThatTheyRunAndEnd();
        assertThat(bystanders.containers()).contains("maphealth");
    }

    @Test
    void anAutoscalerComputesWithWhatIsMeasuredOfAPodAndItsSidecar(@TempDir Path folder) throws Exception {
        try (MetricsServer measured = MetricsServer.start(cluster, folder)) {
            Bystanders bystanders = Bystanders.in(cluster, "scaled");
            bystanders.assertThatTheyRunAndEnd();
            assertThat(bystanders.containers()).contains("maphealth");

            measured.assertThatAnAutoscalerComputes("scaled", "runs");
        }
    }

    @Test
    void whileTheyCrashAtOnceAndAgain() {
        // which the API server lets through and no sidecar takes
        Bystanders bystanders = Bystanders.in(cluster, "crashing", "sources: {exporterUrl: \"http://127.0.0.1/{\"}");

        bystanders.awaitLogOfSidecar("is started again in 4s");
        bystanders.assertThatTheyRunAndEnd();
        assertThat(bystanders.restartsOfSidecars())
                .as("a container that ends makes its pod unready")
                .matches("[0 \n]+");
    }

    @Test
    void whileTheyAreKilledForWantOfMemory() {
        Bystanders bystanders =
                Bystanders.in(cluster, "starved", "resources: {limits: {memory: 24Mi}, requests: {memory: 24Mi}}");

        bystanders.awaitLogOfSidecar("the sidecar ended (signal: killed) and is started again in 4s");
        bystanders.assertThatTheyRunAndEnd();
    }
}
