package io.maphealth.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However sidecars fare, pods run and end as they would without them.
class SidecarsHarmNobodyE2E {
    private static Cluster cluster;

    @BeforeAll
    static void install() {
        cluster = Cluster.running();
        Installation.share(cluster);
    }

    @Test
    void withEverythingInOrderJobsEndAndEveryContainerHasRequestsForAutoscalers() {
        try (Bystanders bystanders = Bystanders.in(cluster, "orderly")) {
            bystanders.assertThatTheyRunAndEnd();
            assertThat(bystanders.containers()).contains("maphealth");
        }
    }

    @Test
    void anAutoscalerComputesWithWhatIsMeasuredOfAPodAndItsSidecar(@TempDir Path folder) throws Exception {
        try (MetricsServer measured = MetricsServer.start(cluster, folder);
                Bystanders bystanders = Bystanders.in(cluster, "scaled")) {
            bystanders.assertThatTheyRunAndEnd();
            assertThat(bystanders.containers()).contains("maphealth");

            measured.assertThatAnAutoscalerComputes("scaled", "runs");
        }
    }

    @Test
    void whileTheyCrashAtOnceAndAgain() {
        // which the API server lets through and no sidecar takes
        String monitor = "sources: {exporterUrl: \"http://127.0.0.1/{\"}";
        try (Bystanders bystanders = Bystanders.in(cluster, "crashing", monitor)) {
            bystanders.awaitLogOfSidecar("is started again in 4s");
            bystanders.assertThatTheyRunAndEnd();
            assertThat(bystanders.restartsOfSidecars())
                    .as("a container that ends makes its pod unready")
                    .matches("[0 \n]+");
        }
    }

    @Test
    void whileTheyAreKilledForWantOfMemory() {
        String monitor = "resources: {limits: {memory: 24Mi}, requests: {memory: 24Mi}}";
        try (Bystanders bystanders = Bystanders.in(cluster, "starved", monitor)) {
            bystanders.awaitLogOfSidecar("the sidecar ended (signal: killed) and is started again in 4s");
            bystanders.assertThatTheyRunAndEnd();
        }
    }
}
