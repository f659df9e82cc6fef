package io.maphealth.sidecar.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Finding;
import io.maphealth.core.Severity;
import io.maphealth.core.Site;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Verdict;
import io.maphealth.protocol.CensusReader;
import io.maphealth.protocol.ReadingBounds;
import io.maphealth.sidecar.loop.Happening;
import io.maphealth.sidecar.loop.Judgement;
import io.maphealth.sidecar.loop.TestingPace;
import io.maphealth.sidecar.loop.TestingSource;
import io.maphealth.sidecar.metrics.MetricsPage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final TestingPace pace = new TestingPace();
    private final StatusBoard board = new StatusBoard(pace::now, Duration.ofSeconds(30));
    private final MetricsPage metrics = new MetricsPage("");
    private Optional<StatusServer> server = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        server = Optional.of(StatusServer.start(0, board, metrics));
    }

    @AfterEach
    void stop() {
        server.ifPresent(StatusServer::close);
    }

    private record Response(int status, String body) {}

    @Test
    void isReadyOnceARoundHasEnded() throws IOException {
        assertThat(get("/readyz")).isEqualTo(new Response(503, "no round has ended yet\n"));
        endRound();
        assertThat(get("/readyz")).isEqualTo(new Response(200, "ok\n"));
    }

    @Test
    void isHealthyWhileTheLoopMoves() throws IOException {
        assertThat(get("/healthz").status()).isEqualTo(200);
        pace.pass(Duration.ofHours(1));
        assertThat(get("/healthz")).isEqualTo(new Response(503, "the loop stands still\n"));
        endRound();
        assertThat(get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void showsTheLastCensusOfEachSource() throws Exception {
        assertThat(get("/api/census")).isEqualTo(new Response(200, "{}\n"));
        assertThat(get("/api/census?source=pprof").status()).isEqualTo(404);
        look(SourceKind.PPROF);
        look(SourceKind.PROCESS_MEMORY);
        assertThat(get("/api/census").body())
                .startsWith("{\"pprof\":{\"schema\":\"maphealth.census/v1\"")
                .contains(",\"process-memory\":{\"schema\":\"maphealth.census/v1\"");
        String one = get("/api/census?source=pprof&top=5").body();
        assertThat(new CensusReader(ReadingBounds.CENSUS)
                        .read("/api/census", new ByteArrayInputStream(one.getBytes(StandardCharsets.UTF_8)))
                        .census()
                        .takenAt())
                .isEqualTo(NOW);
    }

    @Test
    void showsWhatIsWrong() throws IOException {
        Verdict verdict = new Verdict(Site.of("HashMap", "Shop.carts"), Optional.empty(), Severity.WARNING, 1, NOW);
        Finding drift = new Finding.CountDrift(verdict, 100, 50, 7);
        board.on(new Happening.Judged(NOW, SourceKind.HEAP_DUMP, new Judgement(List.of(drift), List.of())));
        assertThat(get("/api/findings").body())
                .isEqualTo("{\"findings\":[{\"source\":\"heap-dump\",\"kind\":\"CountDrift\",\"severity\":\"warning\","
                        + "\"confidence\":1.0,\"site\":\"HashMap Shop.carts\",\"type\":\"HashMap\",\"owner\":\"Shop.carts\","
                        + "\"since\":\"2026-11-21T12:00:00Z\",\"summary\":\"" + drift.summary()
                        + "\",\"evidence\":{\"count\":100,\"iterated\":50,\"allowedDrift\":7}}]}");
    }

    @Test
    void servesThePageOfMetrics() throws IOException {
        endRound();
        assertThat(get("/metrics").body()).contains("maphealth_rounds_total 1.0");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        assertThat(get("/").status()).isEqualTo(404);
        assertThat(get("/metrics/more").status()).isEqualTo(404);
        assertThat(get("/api/census?top=-1").status()).isEqualTo(400);
        assertThat(get("/api/census?top=many").status()).isEqualTo(400);
        assertThat(request("POST", "/metrics").status()).isEqualTo(405);
        assertThat(request("HEAD", "/metrics")).isEqualTo(new Response(200, ""));
    }

    private void look(SourceKind kind) {
        board.on(new Happening.Looked(NOW, kind, TestingSource.emptyCensus(kind, NOW), Duration.ZERO));
    }

    private void endRound() {
        Happening ended = new Happening.RoundEnded(pace.now(), 1, Duration.ZERO, 0);
        board.on(ended);
        metrics.on(ended);
    }

    private Response get(String path) throws IOException {
        return request("GET", path);
    }

    private Response request(String method, String path) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.orElseThrow().port() + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(5_000);
        int status = connection.getResponseCode();
        try (var body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Response(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
