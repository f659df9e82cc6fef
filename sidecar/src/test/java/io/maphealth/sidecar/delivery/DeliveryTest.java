package io.maphealth.sidecar.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.maphealth.protocol.ReadingBounds;
import io.maphealth.protocol.Report;
import io.maphealth.protocol.ReportReader;
import io.maphealth.protocol.Reporter;
import io.maphealth.protocol.UnreadableDocumentException;
import io.maphealth.sidecar.config.Kept;
import io.maphealth.sidecar.config.OperatorConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final List<Long> taken = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<ReportOutcome> outcomes = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private HttpServer server;
    private volatile int status = 204;

    @BeforeEach
    void startAnOperator() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/reports", this::answer);
        server.start();
        Files.writeString(folder.resolve("token"), "first\n");
    }

    @AfterEach
    void stopIt() {
        server.stop(0);
    }

    @Test
    void everyReportArrivesWithThePodsToken() throws IOException {
        try (Delivery delivery = delivery()) {
            delivery.send(report(1));
            await().until(() -> taken.equals(List.of(1L)));
            Files.writeString(folder.resolve("token"), "second");
            delivery.send(report(2));

            await().until(() -> taken.equals(List.of(1L, 2L)));
        }
        assertThat(tokens).containsExactly("Bearer first", "Bearer second");
        assertThat(warnings).isEmpty();
    }

    @Test
    void whileTheOperatorIsAwayReportsWaitAndThenComeInOrder() {
        status = 503;
        try (Delivery delivery = delivery()) {
            delivery.send(report(1));
            delivery.send(report(2));
            await().until(() -> !warnings.isEmpty());
            assertThat(taken).isEmpty();
            status = 204;

            await().atMost(Duration.ofSeconds(30)).until(() -> taken.equals(List.of(1L, 2L)));
        }
        assertThat(warnings).singleElement().asString().contains("answers 503");
    }

    @Test
    void aReportThatIsRefusedForGoodDoesNotHoldUpTheNext() {
        status = 403;
        try (Delivery delivery = delivery()) {
            delivery.send(report(1));
            await().until(() -> !warnings.isEmpty());
            status = 204;
            delivery.send(report(2));

            await().until(() -> taken.equals(List.of(2L)));
            await().until(() -> outcomes.equals(List.of(ReportOutcome.REFUSED, ReportOutcome.TAKEN)));
        }
    }

    @Test
    void countsTheReportsThatNoLongerFit() {
        status = 503;
        try (Delivery delivery = delivery()) {
            for (int number = 0; number < 23; number++) {
                delivery.send(report(number));
            }
            assertThat(outcomes).containsExactly(ReportOutcome.DROPPED, ReportOutcome.DROPPED, ReportOutcome.DROPPED);
        }
    }

    private Delivery delivery() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return Delivery.start(
                new OperatorConfig(
                        url,
                        new Kept.InFile(folder.resolve("token")),
                        new Kept.InFile(folder.resolve("ca.crt")),
                        "shop",
                        "shop-1",
                        ""),
                warnings::add,
                outcomes::add);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Report report = new ReportReader(ReadingBounds.REPORT).read("test", exchange.getRequestBody());
            int now = status;
            if (now == 204) {
                taken.add(report.round());
                tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            }
            exchange.sendResponseHeaders(now, -1);
        } catch (UnreadableDocumentException wrong) {
            throw new IOException(wrong);
        }
    }

    private static Report report(long round) {
        return new Report(
                "1",
                NOW,
                NOW,
                new Reporter("shop", "shop-1", Optional.empty(), "app", Optional.empty(), Optional.empty()),
                1,
                round,
                Duration.ofSeconds(30),
                List.of(),
                List.of(),
                List.of());
    }
}
