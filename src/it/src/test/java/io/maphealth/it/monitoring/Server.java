package io.maphealth.it.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that answers on a loopback port until it is closed, or this JVM ends. Its log is a file.
public final class Server implements AutoCloseable {
    private static final int SECONDS_TO_START = 90;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Thread killer;
    private final Path log;
    private final URI address;

    private Server(Process process, Path log, URI address) {
        this.process = process;
        this.log = log;
        this.address = address;
        this.killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /// Starts the command and waits until the path is answered with 200.
    public static Server start(List<String> command, Map<String, String> environment, Path log, URI ready)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Server server = new Server(builder.start(), log, ready.resolve("/"));
        server.awaitReady(ready);
        return server;
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    public URI address() {
        return address;
    }

    public String get(String path) throws IOException, InterruptedException {
        // a page of metrics as promtool knows it
        HttpRequest question = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/plain, */*")
                .build();
        return HTTP.send(question, HttpResponse.BodyHandlers.ofString()).body();
    }

    /// Sends JSON, which is to be taken with 200.
    void post(String path, String json) throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = HTTP.send(question, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("%s%s: %d %s".formatted(address, path, answer.statusCode(), answer.body()));
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(URI ready) throws IOException, InterruptedException {
        HttpRequest question =
                HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
        for (int tries = 0; tries < SECONDS_TO_START * 5 && process.isAlive(); tries++) {
            try {
                if (HTTP.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it has not opened its port
            }
            Thread.sleep(200);
        }
        close();
        throw new IllegalStateException(ready + " does not answer; its log: " + Files.readString(log));
    }
}
