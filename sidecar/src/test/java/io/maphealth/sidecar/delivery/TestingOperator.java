package io.maphealth.sidecar.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Takes every report over TLS, with a certificate of its own that nobody has signed.
final class TestingOperator implements AutoCloseable {
    private static final String PASSWORD = "not-secret";

    private final HttpsServer server;
    private final X509Certificate certificate;
    private final Set<Long> sessions = ConcurrentHashMap.newKeySet();

    private TestingOperator(HttpsServer server, X509Certificate certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    /// @param store where the JDK's keytool is to keep key and certificate
    /// @param port 0 for any
    static TestingOperator start(Path store, int port)
            throws IOException, GeneralSecurityException, InterruptedException {
        KeyStore keys = made(store);
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        TestingOperator operator = new TestingOperator(server, (X509Certificate) keys.getCertificate("leaf"));
        server.createContext("/v1/reports", operator::take);
        server.start();
        return operator;
    }

    URI url() {
        return URI.create("https://localhost:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// As PEM.
    String authority() throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /// One that is resumed keeps its age.
    int sessions() {
        return sessions.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            sessions.add(((HttpsExchange) exchange).getSSLSession().getCreationTime());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static KeyStore made(Path store) throws IOException, GeneralSecurityException, InterruptedException {
        String command = Path.of(System.getProperty("java.home"), "bin", "keytool")
                + " -genkeypair -alias leaf -keyalg EC -groupname secp256r1 -dname CN=localhost -ext san=dns:localhost"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store;
        Process keytool =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
