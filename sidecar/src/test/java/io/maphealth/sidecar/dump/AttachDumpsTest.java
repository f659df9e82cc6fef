package io.maphealth.sidecar.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.hotspot.attach.AttachClient;
import io.maphealth.sidecar.config.DumpConfig;
import io.maphealth.sidecar.config.DumpPolicy;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.SourceUnavailableException;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttachDumpsTest {
    private static final long GIB = 1 << 30;

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return Jdks.installed(17, 25);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aDumpIsTakenMeasuredAndDeletedWhenItWasRead(Jdk jdk) throws Exception {
        try (RunningProgram shop = shop(jdk)) {
            try (ObtainedDump dump = dumps(shop, GIB, Duration.ofMinutes(5)).obtain()) {
                assertThat(LastRecord.endsWithIt(dump.file())).isTrue();
                assertThat(dump.pause()).isPositive();
                assertThat(dump.version())
                        .hasValueSatisfying(version -> assertThat(version).startsWith(Integer.toString(jdk.feature())));
                assertThat(dump.pid()).hasValue(shop.pid());
                assertThat(files()).hasSize(1);
            }
            assertThat(files()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aDumpIsCompressedWhenItIsTooLargeOtherwise(Jdk jdk) throws Exception {
        try (RunningProgram shop = shop(jdk)) {
            AttachClient client = AttachClient.waitingAtMost(Duration.ofMinutes(1));
            long quota = client.attach(shop.pid()).heapUsedBytes().orElseThrow();
            try (ObtainedDump dump = dumps(shop, quota, Duration.ofMinutes(5)).obtain();
                    GZIPInputStream plain = new GZIPInputStream(Files.newInputStream(dump.file()))) {
                assertThat(dump.file().toString()).endsWith(".hprof.gz");
                assertThat(new String(plain.readNBytes(12), java.nio.charset.StandardCharsets.US_ASCII))
                        .isEqualTo("JAVA PROFILE");
            }
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void aRefusedDumpLeavesTheTargetAlone() {
        try (RunningProgram shop = shop(Jdks.current())) {
            assertThatThrownBy(() -> dumps(shop, 1 << 20, Duration.ofMinutes(5)).obtain())
                    .isInstanceOfSatisfying(
                            SourceUnavailableException.class,
                            e -> assertThat(e.reason()).isEqualTo(FailureReason.REFUSED))
                    .hasMessageMatching("DumpRefused: dumps would take \\d+ MiB and their quota is 1 MiB; raise"
                            + " MAPHEALTH_DUMP_QUOTA_MIB to \\d+");
            assertThatThrownBy(() -> dumps(shop, GIB, Duration.ofMillis(1)).obtain())
                    .hasMessageContaining("MAPHEALTH_LIVENESS_BUDGET_SEC");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aTargetThatEndedIsNamed() {
        RunningProgram shop = shop(Jdks.current());
        shop.close();

        assertThatThrownBy(() -> dumps(shop, GIB, Duration.ofMinutes(5)).obtain())
                .isInstanceOfSatisfying(
                        SourceUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(FailureReason.TARGET_GONE))
                .hasMessage("attach to process " + shop.pid() + ": there is no such process");
    }

    private AttachDumps dumps(RunningProgram shop, long quota, Duration livenessBudget) {
        DumpConfig limits = new DumpConfig(
                Optional.of(folder), quota, Optional.empty(), livenessBudget, Duration.ZERO, DumpPolicy.PROPOSE);
        return new AttachDumps(shop.pid(), folder, new DumpDesk(limits, System::nanoTime));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static RunningProgram shop(Jdk jdk) {
        return JavaProgram.example(jdk, "jvm-healthy").with("-Xmx128m").start("shop.Shop");
    }
}
