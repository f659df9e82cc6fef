package io.maphealth.sidecar.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.maphealth.sidecar.Main;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sidecar as a process of its own.
class SidecarProcessTest {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final int SECONDS_TO_STOP = 2;

    @TempDir
    Path folder;

    private List<Process> started = List.of();

    @AfterEach
    void leavesNoProcess() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void watchesUntilItIsToldToStop() throws IOException, InterruptedException {
        Process sidecar = start(Map.of("MAPHEALTH_PPROF_URL", "http://127.0.0.1:1"));
        awaitLine("\"event\":\"source-down\",\"source\":\"pprof\",\"reason\":\"unreachable\"");
        assertThat(get("/healthz")).isEqualTo("ok\n");
        assertThat(get("/metrics"))
                .contains("maphealth_source_failures_total{reason=\"unreachable\",source=\"pprof\"}");
        stop(sidecar);
        assertThat(log()).last().asString().contains("\"event\":\"stopped\"");
    }

    @Test
    void stopsInTimeWhileALookHangs() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Process sidecar = start(Map.of("MAPHEALTH_PPROF_URL", "http://127.0.0.1:" + silent.getLocalPort()));
            // connected, and never answered
            silent.accept();
            stop(sidecar);
        }
    }

    private Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "sidecar");
        command.environment().putAll(environment);
        command.environment().put("MAPHEALTH_HTTP_PORT", "0");
        command.environment().put("SCAN_INTERVAL_SEC", "1");
        Process process = command.redirectErrorStream(true)
                .redirectOutput(logFile().toFile())
                .start();
        started = List.of(process);
        return process;
    }

    private static void stop(Process sidecar) throws InterruptedException {
        sidecar.destroy();
        assertThat(sidecar.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS))
                .as("stopped within %d s of SIGTERM", SECONDS_TO_STOP)
                .isTrue();
    }

    private String get(String path) throws IOException {
        String port = log().getFirst().replaceFirst(".*\"port\":\"(\\d+)\".*", "$1");
        try (InputStream body =
                URI.create("http://127.0.0.1:" + port + path).toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void awaitLine(String part) {
        await().atMost(LONGEST_START).until(() -> log().stream().anyMatch(line -> line.contains(part)));
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(logFile());
    }

    private Path logFile() {
        return folder.resolve("log");
    }
}
