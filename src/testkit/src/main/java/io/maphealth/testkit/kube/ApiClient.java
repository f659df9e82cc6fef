package io.maphealth.testkit.kube;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Asks an API server with a token: JSON in, JSON out. Several threads may use it.
public final class ApiClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI server;
    private final String token;
    private final HttpClient http;

    ApiClient(URI server, Path authority, String token) throws IOException {
        this.server = server;
        this.token = token;
        this.http = HttpClient.newBuilder().sslContext(trusting(authority)).build();
    }

    /// The object or list at this path.
    public String get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", "application/json");
    }

    /// Makes an object, and returns it as it was made.
    public String create(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json, "application/json");
    }

    /// Merges the patch (RFC 7386) into the object.
    public String merge(String path, String json) throws IOException, InterruptedException {
        return send("PATCH", path, json, "application/merge-patch+json");
    }

    boolean isReady() throws InterruptedException {
        try {
            return get("/readyz").equals("ok");
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private String send(String method, String path, String body, String type) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private static SSLContext trusting(Path authority) throws IOException {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException wrong) {
            throw new IOException(authority + " is no certificate", wrong);
        }
    }
}
