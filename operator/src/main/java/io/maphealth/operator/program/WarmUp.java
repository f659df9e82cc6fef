package io.maphealth.operator.program;

import com.fasterxml.jackson.databind.JsonNode;
import io.maphealth.operator.webhook.AdmissionDesk;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Answers some admissions of its own before the first real one, over TLS: the API server waits 3 s at most, and a JVM
/// that has just started may take longer for its first.
@ApplicationScoped
public class WarmUp {
    private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());
    private static final int DECISIONS = 200;
    private static final int REQUESTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REVIEW = """
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"warm-up","namespace":"default",
             "object":{"metadata":{"name":"warm-up","annotations":{"maphealth.io/monitor":"default"}},
              "spec":{"containers":[{"name":"app","image":"app","resources":{"limits":{"memory":"1Gi"}},
               "livenessProbe":{"periodSeconds":5},"ports":[{"containerPort":80}]}]}}}}
            """;

    private final AdmissionDesk desk;
    private final OperatorSettings settings;
    private final int port;
    private volatile boolean done;

    WarmUp(AdmissionDesk desk, OperatorSettings settings, @ConfigProperty(name = "quarkus.http.ssl-port") int port) {
        this.desk = desk;
        this.settings = settings;
        this.port = port;
    }

    /// Whether it is over, well or not.
    boolean done() {
        return done;
    }

    void start(@Observes StartupEvent started) {
        Thread.ofPlatform().name("warm-up").daemon().start(this::run);
    }

    private void run() {
        try {
            JsonNode review = Wiring.JSON.readTree(REVIEW);
            for (int i = 0; i < DECISIONS; i++) {
                desk.answer(review);
            }
            for (int i = 0; i < REQUESTS; i++) {
                ask();
            }
        } catch (IOException | GeneralSecurityException failed) {
            LOG.log(System.Logger.Level.WARNING, "the first admissions will be slow: {0}", failed.getMessage());
        } finally {
            done = true;
        }
    }

    private void ask() throws IOException, GeneralSecurityException {
        HttpsURLConnection connection = (HttpsURLConnection) URI.create("https://localhost:" + port + "/admission/pods")
                .toURL()
                .openConnection();
        connection.setSSLSocketFactory(trusting().getSocketFactory());
        // the certificate is for the name of the Service
        connection.setHostnameVerifier((_, _) -> true);
        connection.setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()));
        connection.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
            out.write(REVIEW.getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
        }
    }

    private SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(settings.certificates().resolve("ca.crt"))) {
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry(Integer.toString(trusted.size()), authority);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
