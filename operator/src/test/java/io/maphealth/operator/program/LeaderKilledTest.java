package io.maphealth.operator.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.maphealth.operator.api.MapHealth;
import io.maphealth.operator.api.MapHealthStatus;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.kube.ApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fifty sidecars report to two replicas, each a process of its own; the one that leads is killed between two rounds.
class LeaderKilledTest {
    private static final int SIDECARS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    @Test
    void nothingIsLost() throws Exception {
        try (ApiServer server = Servers.start(folder);
                KubernetesClient admin = new Clients(server).admin()) {
            new Shop(admin).install();
            Map<String, RunningProgram> replicas = new HashMap<>();
            try {
                for (String pod : List.of("a", "b")) {
                    replicas.put(pod, start(server, admin, pod));
                }
                watchThemThroughAKill(admin, replicas);
            } finally {
                replicas.values().forEach(RunningProgram::close);
            }
        }
    }

    private static void watchThemThroughAKill(KubernetesClient admin, Map<String, RunningProgram> replicas)
            throws Exception {
        List<Sidecar> fleet = fleet(admin);
        int round = 0;
        tellAll(fleet, replicas, Shop::healthyReportOf, round++);
        tellAll(fleet, replicas, Shop::reportOf, round++);
        mustBecome(admin, "MapCountDrift");

        String leader = leader(admin);
        Objects.requireNonNull(replicas.remove(leader)).close();
        tellAll(fleet, replicas, Shop::healthyReportOf, round++);

        mustBecome(admin, "SidecarOutdated");
        assertThat(leader(admin)).isNotEqualTo(leader);
        assertThat(status(admin).pods().values())
                .as("findings that ended while nobody led")
                .allSatisfy(pod -> assertThat(pod.findings()).isEmpty());
    }

    /// All pods are there, and the leader has said so of them.
    private static void mustBecome(KubernetesClient admin, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(status(admin).state()).isEqualTo(state);
            assertThat(status(admin).reporting()).isEqualTo(SIDECARS + "/" + SIDECARS);
        });
    }

    private record Sidecar(int number, Pod pod, String token) {}

    private static List<Sidecar> fleet(KubernetesClient admin) {
        Shop shop = new Shop(admin);
        shop.apply(Shop.workload("StatefulSet", "fleet", "maphealth.io/monitor: default"));
        List<Sidecar> fleet = new ArrayList<>();
        for (int number = 0; number < SIDECARS; number++) {
            Pod pod = shop.watchedPodOf("StatefulSet", "fleet-" + number, "fleet");
            fleet.add(new Sidecar(number, pod, RunningOperator.podToken(admin, pod, "maphealth")));
        }
        return fleet;
    }

    /// Each round another replica hears of a pod, where there is another.
    private static void tellAll(
            List<Sidecar> fleet, Map<String, RunningProgram> replicas, Function<Pod, InputStream> report, int round)
            throws IOException, InterruptedException {
        List<RunningProgram> all = List.copyOf(replicas.values());
        for (Sidecar sidecar : fleet) {
            RunningProgram replica = all.get((sidecar.number() + round) % all.size());
            URI address = URI.create(replica.announced("reports").orElseThrow());
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .header("Token", sidecar.token())
                    .POST(BodyPublishers.ofByteArray(report.apply(sidecar.pod()).readAllBytes()))
                    .build();
            assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
        }
    }

    private static RunningProgram start(ApiServer server, KubernetesClient admin, String pod) throws IOException {
        Path kubeconfig =
                Files.writeString(folder.resolve(pod + ".yaml"), server.kubeconfig(RunningOperator.token(admin)));
        return RunningProgram.start(new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx160m",
                "-cp",
                System.getProperty("java.class.path"),
                ReplicaProgram.class.getName(),
                kubeconfig.toString(),
                pod,
                folder.resolve(pod).toString()));
    }

    private static String leader(KubernetesClient admin) {
        return admin.leases().inNamespace("maphealth").list().getItems().stream()
                .map(Lease::getSpec)
                .map(spec -> spec.getHolderIdentity())
                .findFirst()
                .orElse("");
    }

    private static MapHealthStatus status(KubernetesClient admin) {
        return Optional.ofNullable(admin.resources(MapHealth.class)
                        .inNamespace("shop")
                        .withName("statefulset-fleet")
                        .get())
                .map(MapHealth::getStatus)
                .orElse(MapHealthStatus.EMPTY);
    }
}
