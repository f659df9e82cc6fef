package io.maphealth.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// Without Kubernetes: the sidecar's image under Testcontainers, among the processes and in the network of its target.
class BesideATargetE2E {
    private static final Path IMAGES = Examples.root().resolve("target/images");
    private static final int METRICS = 9464;
    private static final long MEMORY = 256L << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @BeforeAll
    static void loadImages() throws IOException, InterruptedException {
        FoundEngine.use(Engine.up());
        for (String image : new String[] {"sidecar", "example-go-leak", "example-jvm-leak"}) {
            try (InputStream archive = Files.newInputStream(IMAGES.resolve(image + ".tar"))) {
                DockerClientFactory.instance().client().loadImageCmd(archive).exec();
            }
        }
    }

    @Test
    void namesThePlantedMapOfAGoProgram() throws Exception {
        assertNamed("example-go-leak", "main.sale");
    }

    @Test
    void namesThePlantedMapOfAJvm() throws Exception {
        assertNamed("example-jvm-leak", "shop.VisitCounter.visitors");
    }

    private static void assertNamed(String image, String map) throws IOException, InterruptedException {
        // the port is the sidecar's, and nobody listens on it yet
        try (GenericContainer<?> target =
                container(image).withExposedPorts(METRICS).waitingFor(Wait.forLogMessage(".*READY.*", 1))) {
            target.start();
            try (GenericContainer<?> sidecar = beside(target, map)) {
                sidecar.start();

                assertThat(metrics(target)).containsPattern("maphealth_finding_active\\{.*" + map.replace(".", "\\."));
                assertThat(target.getCurrentContainerInfo().getRestartCount()).isZero();
            }
        }
    }

    private static GenericContainer<?> beside(GenericContainer<?> target, String map) {
        String namespace = "container:" + target.getContainerId();
        return container("sidecar")
                .withCommand("sidecar")
                .withEnv("TARGET_PID", "1")
                .withEnv("MAPHEALTH_LEVEL", "2")
                .withEnv("SCAN_INTERVAL_SEC", "1")
                .withNetworkMode(namespace)
                .withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                        .withPidMode(namespace)
                        .withMemory(MEMORY))
                .waitingFor(Wait.forLogMessage(".*" + map.replace(".", "\\.") + ".*", 1)
                        .withStartupTimeout(PATIENCE));
    }

    private static GenericContainer<?> container(String image) {
        return new GenericContainer<>(DockerImageName.parse("cluster.maphealth.io/maphealth/" + image + ":development"))
                .withImagePullPolicy(_ -> false);
    }

    private static String metrics(GenericContainer<?> target) throws IOException, InterruptedException {
        URI page = URI.create("http://%s:%d/metrics".formatted(target.getHost(), target.getMappedPort(METRICS)));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(page).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
