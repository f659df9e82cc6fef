package io.maphealth.sidecar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maphealth.core.TargetRuntime;
import io.maphealth.core.detect.Threshold;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarConfigTest {
    @Test
    void hasItsDefaultsInAnEmptyEnvironment() throws WrongConfigException {
        SidecarConfig config = SidecarConfig.of(Map.of());
        assertThat(config.target())
                .isEqualTo(new TargetConfig(
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        RuntimeChoice.AUTO,
                        Level.HTTP,
                        Duration.ZERO,
                        OptionalLong.empty()));
        assertThat(config.scanInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.endpoints())
                .isEqualTo(new Endpoints(
                        Optional.empty(), Optional.empty(), Discovery.ON, Optional.empty(), Credentials.NONE));
        assertThat(config.dumps())
                .isEqualTo(new DumpConfig(
                        Optional.empty(),
                        4096L << 20,
                        Optional.empty(),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(10),
                        DumpPolicy.PROPOSE));
        assertThat(config.reporting())
                .isEqualTo(new Reporting(9464, Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(config.unknown()).isEmpty();
    }

    @Test
    void readsEveryVariableByItsName() throws WrongConfigException {
        SidecarConfig config = SidecarConfig.of(Map.ofEntries(
                Map.entry("TARGET_PID", "4711"),
                Map.entry("TARGET_CONTAINER", "checkout"),
                Map.entry("TARGET_PROCESS", "checkoutd"),
                Map.entry("SCAN_INTERVAL_SEC", "7"),
                Map.entry("MAPHEALTH_RUNTIME", "go"),
                Map.entry("MAPHEALTH_LEVEL", "2"),
                Map.entry("MAPHEALTH_STOP_LIMIT_MS", "15"),
                Map.entry("MAPHEALTH_MEMORY_LIMIT_BYTES", "536870912"),
                Map.entry("MAPHEALTH_PPROF_URL", "http://127.0.0.1:6060/debug/pprof"),
                Map.entry("MAPHEALTH_EXPORTER_URL", "http://127.0.0.1:8080/debug/maps"),
                Map.entry("MAPHEALTH_EXPORTER_DISCOVERY", "off"),
                Map.entry("MAPHEALTH_HEAPDUMP_URL", "https://localhost/actuator/heapdump"),
                Map.entry("MAPHEALTH_BASIC_USER", "probe"),
                Map.entry("MAPHEALTH_BASIC_PASSWORD_FILE", "/etc/probe/password"),
                Map.entry("MAPHEALTH_DUMP_FOLDER", "/dumps"),
                Map.entry("MAPHEALTH_DUMP_QUOTA_MIB", "100"),
                Map.entry("MAPHEALTH_DUMP_INTERVAL_SEC", "3600"),
                Map.entry("MAPHEALTH_LIVENESS_BUDGET_SEC", "60"),
                Map.entry("MAPHEALTH_DUMP_COOL_DOWN_SEC", "0"),
                Map.entry("MAPHEALTH_HTTP_PORT", "0"),
                Map.entry("MAPHEALTH_OPERATOR_URL", "https://maphealth-operator.maphealth:8443"),
                Map.entry("MAPHEALTH_NAMESPACE", "shop"),
                Map.entry("MAPHEALTH_POD", "shop-1"),
                Map.entry("MAPHEALTH_TEAM", "payments")));
        assertThat(config.target())
                .isEqualTo(new TargetConfig(
                        OptionalLong.of(4711),
                        Optional.of("checkout"),
                        Optional.of("checkoutd"),
                        RuntimeChoice.GO,
                        Level.SAME_USER,
                        Duration.ofMillis(15),
                        OptionalLong.of(512 << 20)));
        assertThat(config.target().runtime().runtime()).contains(TargetRuntime.GO);
        assertThat(config.scanInterval()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.endpoints())
                .isEqualTo(new Endpoints(
                        Optional.of(URI.create("http://127.0.0.1:6060/debug/pprof")),
                        Optional.of(URI.create("http://127.0.0.1:8080/debug/maps")),
                        Discovery.OFF,
                        Optional.of(URI.create("https://localhost/actuator/heapdump")),
                        new Credentials(
                                Optional.empty(), Optional.of("probe"), Optional.of(Path.of("/etc/probe/password")))));
        assertThat(config.dumps())
                .isEqualTo(new DumpConfig(
                        Optional.of(Path.of("/dumps")),
                        100L << 20,
                        Optional.of(Duration.ofHours(1)),
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        DumpPolicy.PROPOSE));
        assertThat(config.reporting())
                .isEqualTo(new Reporting(
                        0,
                        Optional.of(new OperatorConfig(
                                URI.create("https://maphealth-operator.maphealth:8443"),
                                new Kept.InFile(Path.of("/var/run/maphealth/token")),
                                new Kept.InFile(Path.of("/var/run/maphealth/ca.crt")),
                                "shop",
                                "shop-1",
                                "")),
                        Optional.of("payments"),
                        Optional.empty()));
        assertThat(config.unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TARGET_PID | 0 | TARGET_PID is \"0\"; allowed is a whole number from 1 to 4194304",
                "TARGET_PID | one | TARGET_PID is \"one\"; allowed is a whole number from 1 to 4194304",
                "SCAN_INTERVAL_SEC | -1 | SCAN_INTERVAL_SEC is \"-1\"; allowed is a whole number from 1 to 86400 (seconds)",
                "MAPHEALTH_LEVEL | 4 | MAPHEALTH_LEVEL is \"4\"; allowed is one of 1, 2, 3",
                "MAPHEALTH_RUNTIME | rust | MAPHEALTH_RUNTIME is \"rust\"; allowed is one of auto, go, jvm, python",
                "MAPHEALTH_HTTP_PORT | 65536 | MAPHEALTH_HTTP_PORT is \"65536\"; allowed is a whole number from 0 to 65535",
                "MAPHEALTH_EXPORTER_URL | file:///etc/passwd | MAPHEALTH_EXPORTER_URL is \"file:///etc/passwd\"; allowed is an"
                        + " http or https URL without user and password, such as http://127.0.0.1:8080/debug/maps",
                "MAPHEALTH_PPROF_URL | http://me:secret@localhost/ | MAPHEALTH_PPROF_URL is \"http://***@localhost/\"; allowed"
                        + " is an http or https URL without user and password, such as http://127.0.0.1:6060/debug/pprof",
                "MAPHEALTH_GHOST_ROUNDS | 0 | MAPHEALTH_GHOST_ROUNDS is \"0\"; allowed is a number from 1 to 10 (rounds)",
                "MAPHEALTH_BASIC_USER | me | MAPHEALTH_BASIC_USER and MAPHEALTH_BASIC_PASSWORD_FILE go together: allowed is to"
                        + " set both or none",
            })
    void refusesAWrongValueInOneLine(String name, String value, String message) {
        assertThatExceptionOfType(WrongConfigException.class)
                .isThrownBy(() -> SidecarConfig.of(Map.of(name, value)))
                .withMessage(message);
    }

    @Test
    void takesAnEmptyValueAsNotSet() throws WrongConfigException {
        SidecarConfig config = SidecarConfig.of(Map.of("TARGET_PID", "", "SCAN_INTERVAL_SEC", " "));
        assertThat(config.target().pid()).isEmpty();
        assertThat(config.scanInterval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void hasAVariableForEachThreshold() throws WrongConfigException {
        SidecarConfig config = SidecarConfig.of(Map.of("MAPHEALTH_GHOST_ROUNDS", "7"));
        assertThat(config.thresholds().value(Threshold.GHOST_ROUNDS)).isEqualTo(7);
        for (Threshold other : Threshold.values()) {
            if (other != Threshold.GHOST_ROUNDS) {
                assertThat(config.thresholds().value(other)).as(other.name()).isEqualTo(other.standard());
            }
        }
    }

    @Test
    void namesMisspeltVariablesButNotTheLinksOfAService() throws WrongConfigException {
        Map<String, String> environment = Map.of(
                "MAPHEALTH_PPROF_ULR", "http://127.0.0.1:6060/",
                "MAPHEALTH_OPERATOR_SERVICE_HOST", "10.0.0.1",
                "MAPHEALTH_OPERATOR_PORT_8443_TCP_ADDR", "10.0.0.1",
                "HOME", "/");
        assertThat(SidecarConfig.of(environment).unknown()).isEqualTo(List.of("MAPHEALTH_PPROF_ULR"));
    }
}
