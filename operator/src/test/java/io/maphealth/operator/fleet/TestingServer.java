package io.maphealth.operator.fleet;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A real Prometheus or Alertmanager on a port of its own.
record TestingServer(Process process, URI address) implements AutoCloseable {
    static final HttpClient HTTP = HttpClient.newHttpClient();

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static TestingServer start(Path program, int port, Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--web.listen-address=127.0.0.1:" + port));
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
