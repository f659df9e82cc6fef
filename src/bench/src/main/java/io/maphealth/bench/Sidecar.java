package io.maphealth.bench;

import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The real sidecar, started with the command line that its image uses.
final class Sidecar implements AutoCloseable {
    private final Process process;
    private final URI metrics;
    private final HttpClient http = HttpClient.newHttpClient();

    private Sidecar(Process process, URI metrics) {
        this.process = process;
        this.metrics = metrics;
    }

    static Sidecar start(Map<String, String> environment) throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(commandLine())
                .directory(Examples.root().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        builder.environment().put("MAPHEALTH_HTTP_PORT", Integer.toString(port));
        return new Sidecar(builder.start(), URI.create("http://127.0.0.1:" + port + "/metrics"));
    }

    /// What `make -s sidecar-command` prints, options of the JVM included.
    private static List<String> commandLine() throws IOException {
        Process make = new ProcessBuilder("make", "-s", "sidecar-command")
                .directory(Examples.root().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (line.isEmpty()) {
            throw new IOException("make -s sidecar-command printed nothing: run make build first");
        }
        return List.of(line.split(" +", -1));
    }

    ProcessUsage usage() throws IOException {
        return ProcessUsage.of(process.pid());
    }

    /// How many rounds it has made; 0 while its page does not answer yet.
    long rounds() throws InterruptedException {
        return (long) sum("maphealth_rounds_total");
    }

    /// The sum of all series of a metric; 0 while its page does not answer yet.
    double sum(String metric) throws InterruptedException {
        try {
            String page = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body();
            return page.lines()
                    .filter(line -> line.startsWith(metric))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException _) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
