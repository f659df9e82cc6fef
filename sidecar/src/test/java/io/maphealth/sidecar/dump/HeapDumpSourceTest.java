package io.maphealth.sidecar.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.core.Census;
import io.maphealth.core.MapSnapshot;
import io.maphealth.hprof.HeapDumpOptions;
import io.maphealth.hprof.HeapDumpReader;
import io.maphealth.sidecar.config.DumpConfig;
import io.maphealth.sidecar.config.DumpPolicy;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.source.SourceUnavailableException;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeapDumpSourceTest {
    private final HeapDumpReader reader =
            new HeapDumpReader(HeapDumpOptions.DEFAULT, InstantSource.system(), (_, _) -> {});

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return Jdks.installed(17, 25);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void whatALookFindsIsWhatTheProgramSaysOfItself(Jdk jdk) throws Exception {
        try (RunningProgram shop = JavaProgram.example(jdk, "jvm-leak").start("shop.Shop", "console")) {
            shop.ask("pause");
            Census census = new HeapDumpSource(attach(shop), reader, "checkout").look();

            Map<String, String> truth = shop.ask("truth");
            assertThat(figures(census, "shop.VisitCounter.visitors")).isEqualTo(figures(truth, "visitors"));
            assertThat(figures(census, "shop.SessionRegistry.sessions")).isEqualTo(figures(truth, "sessions"));
            assertThat(figures(census, "shop.FlashSale.reservations")).isEqualTo(figures(truth, "reservations"));
            assertThat(census.complete()).isTrue();
            assertThat(census.pause()).isPositive();
            assertThat(census.target().name()).isEqualTo("checkout");
            assertThat(census.target().pid()).hasValue(shop.pid());
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatIsNoDumpIsNamed() throws Exception {
        Path page = Files.writeString(folder.resolve("page.hprof"), "<html>Not found</html>");

        assertThatThrownBy(new HeapDumpSource(new GivenDump(page), reader, "page")::look)
                .isInstanceOfSatisfying(
                        SourceUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(FailureReason.UNREADABLE))
                .hasMessageStartingWith("page.hprof: ")
                .hasMessageNotContaining("\n");
    }

    private AttachDumps attach(RunningProgram shop) {
        DumpConfig limits = new DumpConfig(
                Optional.of(folder),
                1 << 30,
                Optional.empty(),
                Duration.ofMinutes(5),
                Duration.ZERO,
                DumpPolicy.PROPOSE);
        return new AttachDumps(shop.pid(), folder, new DumpDesk(limits, System::nanoTime));
    }

    /// Count, iterated and capacity.
    private static List<Long> figures(Census census, String owner) {
        MapSnapshot map = census.maps().stream()
                .filter(candidate -> candidate.site().owner().equals(Optional.of(owner)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(owner + " is not in " + census.sites()));
        return List.of(
                map.count().orElseThrow(),
                map.iterated().orElseThrow(),
                map.capacity().orElseThrow());
    }

    private static List<Long> figures(Map<String, String> truth, String name) {
        return List.of("size", "iterated", "capacity").stream()
                .map(figure -> Long.valueOf(String.valueOf(truth.get(name + "." + figure))))
                .toList();
    }
}
