package io.maphealth.sidecar.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.sidecar.config.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Endpoints that really check who asks.
class AuthorizationTest {
    @TempDir
    private Path folder;

    private HttpServer server;
    private volatile String token = "first";

    AuthorizationTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/basic", AuthorizationTest::page).setAuthenticator(new BasicAuthenticator("target") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals("prof") && password.equals("p@ss:word");
            }
        });
        server.createContext("/bearer", guarded(AuthorizationTest::page));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void takesUserAndPasswordFromTheUrl() throws Exception {
        assertLooks(url("prof:p%40ss:word@", "/basic"), Credentials.NONE);
    }

    @Test
    void takesThePasswordFromAFile() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "p@ss:word\n");
        assertLooks(url("", "/basic"), new Credentials(Optional.empty(), Optional.of("prof"), Optional.of(password)));
    }

    @Test
    void readsTheTokenAgainForEachLook() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        Credentials credentials = new Credentials(Optional.of(file), Optional.empty(), Optional.empty());
        HttpFetcher fetcher = new HttpFetcher(HttpLimits.DEFAULT, credentials);
        PprofSource source = source(fetcher, url("", "/bearer"));
        assertThat(source.look().sites()).hasSize(1);
        token = "second";
        assertThatExceptionOfType(SourceUnavailableException.class)
                .isThrownBy(source::look)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(FailureReason.DENIED));
        Files.writeString(file, "second");
        assertThat(source.look().sites()).hasSize(1);
    }

    @Test
    void neverShowsASecret() {
        HttpFetcher fetcher = new HttpFetcher(HttpLimits.DEFAULT, Credentials.NONE);
        assertThatExceptionOfType(SourceUnavailableException.class)
                .isThrownBy(source(fetcher, url("prof:wrong@", "/basic?key=hidden"))::look)
                .withMessage("GET " + url("", "/basic") + "/heap: answered 401: give the bearer token or the user and"
                        + " password that it wants");
    }

    @Test
    void saysThatTheFileIsNotThereOrEmpty() throws IOException {
        assertDenied(folder.resolve("nothing"), "the file with the secret cannot be read");
        assertDenied(Files.writeString(folder.resolve("empty"), "\n"), "holds no secret of one line");
        assertDenied(Files.writeString(folder.resolve("two"), "a\r\nX-Injected: b"), "holds no secret of one line");
    }

    private void assertDenied(Path file, String message) {
        Credentials credentials = new Credentials(Optional.of(file), Optional.empty(), Optional.empty());
        HttpFetcher fetcher = new HttpFetcher(HttpLimits.DEFAULT, credentials);
        assertThatExceptionOfType(SourceUnavailableException.class)
                .isThrownBy(source(fetcher, url("", "/bearer"))::look)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(FailureReason.DENIED));
    }

    private static void assertLooks(URI url, Credentials credentials) throws Exception {
        HttpFetcher fetcher = new HttpFetcher(HttpLimits.DEFAULT, credentials);
        assertThat(source(fetcher, url).look().sites()).hasSize(1);
    }

    private static PprofSource source(HttpFetcher fetcher, URI url) {
        Target target =
                new Target(TargetRuntime.GO, Optional.empty(), SourceKind.PPROF, OptionalLong.empty(), "a program");
        return new PprofSource(fetcher, url, target, InstantSource.system());
    }

    private URI url(String user, String path) {
        return URI.create("http://" + user + "127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private HttpHandler guarded(HttpHandler handler) {
        return exchange -> {
            if (("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                handler.handle(exchange);
            } else {
                exchange.sendResponseHeaders(401, -1);
                exchange.close();
            }
        };
    }

    private static void page(HttpExchange exchange) throws IOException {
        String text = exchange.getRequestMethod().equals("POST") ? TestingPages.SYMBOLS : TestingPages.HEAP;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
