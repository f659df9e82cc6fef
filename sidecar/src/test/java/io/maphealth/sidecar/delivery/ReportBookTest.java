package io.maphealth.sidecar.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.SourceKind;
import io.maphealth.protocol.Report;
import io.maphealth.sidecar.config.Kept;
import io.maphealth.sidecar.config.OperatorConfig;
import io.maphealth.sidecar.config.SidecarConfig;
import io.maphealth.sidecar.config.WrongConfigException;
import io.maphealth.sidecar.loop.Happening;
import io.maphealth.sidecar.source.FailureReason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportBookTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final List<Report> reports = new ArrayList<>();
    private ReportBook book;

    @BeforeEach
    void startASidecar() throws WrongConfigException {
        OperatorConfig operator = new OperatorConfig(
                URI.create("https://operator:8443"),
                new Kept.Given("token"),
                new Kept.Given(""),
                "shop",
                "checkout-1",
                "uid-1");
        book = new ReportBook(SidecarConfig.of(Map.of()), operator, START, reports::add);
    }

    @Test
    void aTargetThatStartsAfterTheSidecarIsNoFailure() {
        book.on(down(START));
        endRound(1, START);
        book.on(new Happening.SourceUp(START.plusSeconds(30), SourceKind.PPROF));
        endRound(2, START.plusSeconds(30));
        endRound(3, START.plusSeconds(60));

        assertThat(reports)
                .hasSize(3)
                .allSatisfy(report -> assertThat(report.failures()).isEmpty());
    }

    @Test
    void oneThatHasNotStartedAfterAMinuteIsAndSinceWhenIsTold() {
        book.on(down(START));
        endRound(1, START);
        endRound(2, START.plusSeconds(60));

        assertThat(reports.getFirst().failures()).isEmpty();
        assertThat(reports.getLast().failures()).singleElement().satisfies(failure -> {
            assertThat(failure.source()).isEqualTo(SourceKind.PPROF);
            assertThat(failure.since()).isEqualTo(START);
        });
    }

    private void endRound(long number, Instant at) {
        book.on(new Happening.RoundEnded(at, number, Duration.ofMillis(40), 0));
    }

    private static Happening down(Instant at) {
        return new Happening.SourceDown(
                at, SourceKind.PPROF, FailureReason.DENIED, "connection refused", Duration.ofSeconds(30));
    }
}
