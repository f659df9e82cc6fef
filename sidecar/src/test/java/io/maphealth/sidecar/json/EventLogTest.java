package io.maphealth.sidecar.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Finding;
import io.maphealth.core.Severity;
import io.maphealth.core.Site;
import io.maphealth.core.SourceKind;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.Verdict;
import io.maphealth.core.detect.FindingChange;
import io.maphealth.process.ProcessIdentity;
import io.maphealth.sidecar.loop.Happening;
import io.maphealth.sidecar.loop.Judgement;
import io.maphealth.sidecar.loop.TestingSource;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.target.TargetProcess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final TargetProcess PROCESS = new TargetProcess(
            new ProcessIdentity(4711, 1), "checkout", Optional.of("/checkout"), Optional.of(TargetRuntime.GO));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final EventLog log =
            new EventLog(new JsonLines(new PrintStream(out, false, StandardCharsets.UTF_8)), "payments");

    @Test
    void writesALineForEachChangeOfState() {
        log.tell(NOW, "started", Map.of("port", "9464"));
        log.on(new Happening.TargetFound(NOW, PROCESS));
        log.on(new Happening.SourceUp(NOW, SourceKind.PPROF));
        log.on(new Happening.SourceDown(
                NOW, SourceKind.PPROF, FailureReason.TIMEOUT, "no answer in 5 s", Duration.ofSeconds(60)));
        log.on(new Happening.TargetLost(NOW, PROCESS, "process 4711 has ended", List.of()));
        assertThat(written())
                .containsExactly(
                        "{\"time\":\"2026-11-21T12:00:00Z\",\"event\":\"started\",\"port\":\"9464\"}",
                        "{\"time\":\"2026-11-21T12:00:00Z\",\"event\":\"target-found\",\"pid\":4711,\"name\":\"checkout\","
                                + "\"program\":\"/checkout\",\"runtime\":\"go\"}",
                        "{\"time\":\"2026-11-21T12:00:00Z\",\"event\":\"source-up\",\"source\":\"pprof\"}",
                        "{\"time\":\"2026-11-21T12:00:00Z\",\"event\":\"source-down\",\"source\":\"pprof\","
                                + "\"reason\":\"timeout\",\"message\":\"no answer in 5 s\",\"retrySeconds\":60}",
                        "{\"time\":\"2026-11-21T12:00:00Z\",\"event\":\"target-lost\",\"message\":\"process 4711 has"
                                + " ended\"}");
    }

    @Test
    void writesALineForEachChangeOfAFinding() {
        Verdict verdict = new Verdict(Site.of("HashMap", "Shop.carts"), Optional.empty(), Severity.WARNING, 1, NOW);
        Finding drift = new Finding.CountDrift(verdict, 100, 50, 7);
        log.on(new Happening.Judged(
                NOW,
                SourceKind.HEAP_DUMP,
                new Judgement(List.of(drift), List.of(new FindingChange.Opened(NOW, SourceKind.HEAP_DUMP, drift)))));
        assertThat(written())
                .singleElement()
                .asString()
                .startsWith("{\"time\":\"2026-11-21T12:00:00Z\",\"event\":\"finding-opened\",\"team\":\"payments\","
                        + "\"source\":\"heap-dump\",\"kind\":\"CountDrift\",\"severity\":\"warning\"");
    }

    @Test
    void isSilentWhileNothingChanges() {
        log.on(new Happening.Looked(
                NOW, SourceKind.PPROF, TestingSource.emptyCensus(SourceKind.PPROF, NOW), Duration.ZERO));
        log.on(new Happening.LookFailed(NOW, SourceKind.PPROF, FailureReason.TIMEOUT, Duration.ZERO));
        log.on(new Happening.Judged(NOW, SourceKind.PPROF, new Judgement(List.of(), List.of())));
        log.on(new Happening.RoundEnded(NOW, 1, Duration.ZERO, 0));
        assertThat(out.size()).isZero();
    }

    private List<String> written() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
