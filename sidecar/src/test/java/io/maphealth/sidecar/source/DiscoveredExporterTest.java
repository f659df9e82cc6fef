package io.maphealth.sidecar.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maphealth.sidecar.config.Credentials;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DiscoveredExporterTest {
    private static final String CENSUS = """
            {"schema":"maphealth.census/v1","takenAt":"2026-11-21T12:00:00Z",
             "target":{"runtime":"go","version":"go1.26.8","source":"exporter","pid":4711,"name":"checkout"},
             "complete":true,"incompleteReason":null,"durationMillis":1,"pauseMillis":0,
             "totals":{"maps":0,"count":0,"iterated":0,"heldBytes":0},"maps":[],"sites":[],"findings":[]}
            """;

    private final HttpFetcher fetcher = new HttpFetcher(HttpLimits.DEFAULT, Credentials.NONE);

    @Test
    void readsOneThatIsThere() throws Exception {
        try (TestingServer server = new TestingServer(TestingServer.ok("application/json", CENSUS))) {
            DiscoveredExporter exporter =
                    new DiscoveredExporter(fetcher, server.url("/debug/maps"), OptionalLong::empty);

            assertThat(exporter.ready()).isTrue();
            assertThat(exporter.look().target().name()).isEqualTo("checkout");
        }
    }

    @Test
    void isNotAskedWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        URI url = URI.create("http://127.0.0.1:" + port + "/debug/maps");

        assertThat(new DiscoveredExporter(fetcher, url, OptionalLong::empty).ready())
                .isFalse();
    }

    @Test
    void takesTheTargetsCensusOnly() throws Exception {
        try (TestingServer server = new TestingServer(TestingServer.ok("application/json", CENSUS))) {
            URI url = server.url("/debug/maps");
            assertThat(new DiscoveredExporter(fetcher, url, () -> OptionalLong.of(4711))
                            .look()
                            .target()
                            .pid())
                    .hasValue(4711);

            isToldOnceAndLeftAlone(new DiscoveredExporter(fetcher, url, () -> OptionalLong.of(1)), "process 4711");
        }
    }

    @Test
    void leavesAnotherServiceAlone() throws Exception {
        try (TestingServer server = new TestingServer(TestingServer.ok("text/html", "<html>hello</html>"))) {
            URI url = server.url("/debug/maps");
            isToldOnceAndLeftAlone(new DiscoveredExporter(fetcher, url, OptionalLong::empty), "text/html");
        }
    }

    private static void isToldOnceAndLeftAlone(DiscoveredExporter exporter, String what) throws IOException {
        assertThat(exporter.ready()).isTrue();
        assertThatExceptionOfType(SourceUnavailableException.class)
                .isThrownBy(exporter::look)
                .withMessageContaining(what);
        assertThat(exporter.ready()).isFalse();
    }
}
