package io.maphealth.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.operator.Reason;
import io.maphealth.testkit.ThirdPartyProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus is asked what it has loaded.
class ArmedAlertsTest {
    private static final Path RULES = Path.of("../deploy/prometheus/maphealth-rules.yaml");

    @TempDir
    private Path folder;

    @Test
    void theRulesThatPrometheusHasLoadedAreArmed() throws IOException, InterruptedException {
        Path program = ThirdPartyProgram.required("prometheus");
        int port = TestingServer.freePort();
        Path configuration = Files.writeString(
                folder.resolve("prometheus.yaml"), "rule_files: [%s]\n".formatted(RULES.toRealPath()));
        try (TestingServer prometheus = TestingServer.start(
                program, port, folder, "--config.file=" + configuration, "--storage.tsdb.path=" + folder)) {
            ArmedAlerts all = armed(Optional.of(prometheus.address()), "MapCountDrift", "MaphealthOperatorDown");
            all.ask();
            assertThat(all.known().reason()).isEqualTo(Reason.AlertsArmed);
            assertThat(all.known().status()).isEqualTo("True");

            ArmedAlerts one = armed(Optional.of(prometheus.address()), "MapCountDrift", "MapOfNobody");
            one.ask();
            assertThat(one.known().status()).isEqualTo("False");
            assertThat(one.known().message()).contains("MapOfNobody").doesNotContain("MapCountDrift");
        }
    }

    @Test
    void withoutAnAddressNothingIsKnown() throws InterruptedException {
        ArmedAlerts armed = armed(Optional.empty(), "MapCountDrift");
        armed.ask();
        assertThat(armed.known().status()).isEqualTo("Unknown");
        assertThat(armed.known().message()).contains("alerts.prometheus");
    }

    @Test
    void aPrometheusThatDoesNotAnswerIsNoVerdict() throws IOException, InterruptedException {
        ArmedAlerts armed =
                armed(Optional.of(URI.create("http://127.0.0.1:" + TestingServer.freePort())), "MapCountDrift");
        armed.ask();
        assertThat(armed.known().status()).isEqualTo("Unknown");
    }

    private static ArmedAlerts armed(Optional<URI> prometheus, String... rules) {
        return new ArmedAlerts(
                TestingServer.HTTP, new AlertSettings(List.of(), prometheus, Set.of(rules), "unowned", "https://x"));
    }
}
