package io.maphealth.operator.fleet;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A real Prometheus or Alertmanager on a port of its own.
public record TestingServer(Process process, URI address) implements AutoCloseable {
    static final HttpClient HTTP = HttpClient.newHttpClient();

    /// Its path; skips the test, and says why, when there is none to be had.
    public static String find(String name) throws IOException, InterruptedException {
        Process finder = new ProcessBuilder("../src/testkit/find-program", name)
                .redirectErrorStream(true)
                .start();
        String said = new String(finder.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        finder.waitFor();
        String last = said.lines().reduce("", (_, line) -> line);
        if (!last.startsWith("/")) {
            System.out.println("NOT RUN: " + said);
        }
        assumeTrue(last.startsWith("/"), "not run: " + said);
        return last;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static TestingServer start(String program, int port, Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(program, "--web.listen-address=127.0.0.1:" + port));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        TestingServer server = new TestingServer(process, URI.create("http://127.0.0.1:" + port));
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> server.answer("/-/ready").statusCode() == 200);
        return server;
    }

    String get(String path) throws IOException, InterruptedException {
        return answer(path).body();
    }

    private HttpResponse<String> answer(String path) throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HTTP.send(question, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
