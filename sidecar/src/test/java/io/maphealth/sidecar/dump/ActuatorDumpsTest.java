package io.maphealth.sidecar.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.maphealth.sidecar.config.Credentials;
import io.maphealth.sidecar.config.DumpConfig;
import io.maphealth.sidecar.config.DumpPolicy;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.HttpFetcher;
import io.maphealth.sidecar.source.SourceUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a server that answers as Spring Boot 3.5 does.
class ActuatorDumpsTest {
    private static final String HEAP_OF_64_MIB =
            "{\"name\":\"jvm.memory.used\",\"measurements\":[{\"statistic\":\"VALUE\",\"value\":6.7108864E7}]}";
    private static final byte[] DUMP = "JAVA PROFILE 1.0.2\0 and so on".getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger dumpsAskedFor = new AtomicInteger();
    private HttpServer program;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        program.createContext("/actuator/heapdump", exchange -> {
            dumpsAskedFor.incrementAndGet();
            answer(exchange, "application/octet-stream", DUMP);
        });
        program.start();
    }

    @AfterEach
    void stop() {
        program.stop(0);
    }

    @Test
    void aDumpIsKeptWhileItIsRead() throws Exception {
        heapIs(HEAP_OF_64_MIB);
        HttpFetcher fetcher = fetcher(limits(1 << 30));
        try (ObtainedDump dump =
                dumps(fetcher, limits(1 << 30), OptionalLong.empty()).obtain()) {
            assertThat(dump.file()).hasParent(folder).hasBinaryContent(DUMP);
            assertThat(dump.pause()).isPositive();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aHeapThatIsTooLargeIsNotAskedFor() {
        heapIs(HEAP_OF_64_MIB.replace("6.7108864E7", "1.073741824E10"));

        assertRefused(
                FailureReason.REFUSED,
                "DumpRefused: a dump of 10240 MiB of used heap may stop the target for 121 s",
                OptionalLong.empty());
        assertThat(dumpsAskedFor).hasValue(0);
    }

    @Test
    void theMemoryLimitStandsInForAHeapThatIsNotTold() {
        assertRefused(
                FailureReason.REFUSED,
                "DumpRefused: a dump of 8192 MiB of memory limit may stop the target for 97 s",
                OptionalLong.of(8L << 30));
    }

    @Test
    void aHeapOfUnknownSizeIsLeftAlone() {
        assertRefused(
                FailureReason.UNREADABLE,
                "expose metrics in management.endpoints.web.exposure.include, or set MAPHEALTH_MEMORY_LIMIT_BYTES",
                OptionalLong.empty());
        assertThat(dumpsAskedFor).hasValue(0);
    }

    @Test
    void anEndlessDumpIsCutAtTheQuotaAndLeavesNothing() {
        heapIs(HEAP_OF_64_MIB.replace("6.7108864E7", "1000"));
        program.removeContext("/actuator/heapdump");
        program.createContext("/actuator/heapdump", ActuatorDumpsTest::answerForEver);

        DumpConfig limits = limits(1 << 20);
        HttpFetcher fetcher = fetcher(limits);
        assertThatThrownBy(dumps(fetcher, limits, OptionalLong.empty())::obtain)
                .isInstanceOfSatisfying(
                        SourceUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(FailureReason.TOO_LARGE))
                .hasMessageContaining("more than 1048576 bytes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPageInsteadOfADumpIsNamed() {
        heapIs(HEAP_OF_64_MIB);
        program.removeContext("/actuator/heapdump");
        program.createContext(
                "/actuator/heapdump",
                exchange -> answer(exchange, "text/html", "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8)));

        assertRefused(
                FailureReason.UNREADABLE,
                "answered text/html, expected application/octet-stream",
                OptionalLong.empty());
        assertThat(folder).isEmptyDirectory();
    }

    private void assertRefused(FailureReason reason, String words, OptionalLong memoryLimit) {
        DumpConfig limits = limits(20L << 30);
        HttpFetcher fetcher = fetcher(limits);
        assertThatThrownBy(dumps(fetcher, limits, memoryLimit)::obtain)
                .isInstanceOfSatisfying(
                        SourceUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    private ActuatorDumps dumps(HttpFetcher fetcher, DumpConfig limits, OptionalLong memoryLimit) {
        URI url = URI.create("http://127.0.0.1:" + program.getAddress().getPort() + "/actuator/heapdump");
        return new ActuatorDumps(
                url, new ActuatorDumps.Place(folder, memoryLimit), fetcher, new DumpDesk(limits, System::nanoTime));
    }

    private DumpConfig limits(long quota) {
        return new DumpConfig(
                Optional.of(folder),
                quota,
                Optional.empty(),
                Duration.ofSeconds(30),
                Duration.ZERO,
                DumpPolicy.PROPOSE);
    }

    private static HttpFetcher fetcher(DumpConfig limits) {
        return new HttpFetcher(ActuatorDumps.limits(limits), Credentials.NONE);
    }

    private void heapIs(String json) {
        program.createContext(
                "/actuator/metrics/jvm.memory.used",
                exchange -> answer(exchange, "application/json", json.getBytes(StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void answerForEver(HttpExchange exchange) {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            while (true) {
                body.write(DUMP);
            }
        } catch (IOException _) {
            // the other side has had enough
        }
    }
}
