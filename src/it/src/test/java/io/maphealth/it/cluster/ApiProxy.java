package io.maphealth.it.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// The API server without a program for each question: `kubectl proxy`.
record ApiProxy(Process process, URI address, HttpClient http) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String READY = "Starting to serve on ";

    static ApiProxy start(Cluster cluster) throws IOException {
        Process process = cluster.program("kubectl", "proxy", "--port=0").start();
        BufferedReader said = process.inputReader();
        String line = said.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroy();
            throw new IOException("kubectl proxy: " + line);
        }
        return new ApiProxy(
                process,
                URI.create("http://" + line.substring(READY.length())),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    void create(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException(path + ": " + answer.body());
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
