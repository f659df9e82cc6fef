package io.maphealth.gomem.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Programs compiled now, with every byte sampled: what the page tells of a map is what the heap grew by for it.
class RealGoProgramsTest {
    private static final Path SITES = Path.of("src/test/go/sites");

    @ParameterizedTest
    @CsvSource({
        "go1.21.13, -ldflags=-s -w",
        "go1.23.12, -ldflags=-s -w",
        "go1.24.9, -ldflags=-s -w",
        "local, -buildmode=pie",
    })
    void everyByteOfAMapIsFoundAtItsCallSite(String version, String flag) throws Exception {
        try (RunningProgram program = sites(version, flag, 1)) {
            Map<String, String> truth = program.ask("truth");
            Census census = census(program);
            for (String function : CapturedPagesTest.MAPS_ONLY) {
                double grown = Double.parseDouble(truth.getOrDefault(function, ""));
                // the run-time's own allocations in between are a few kB
                assertThat((double) held(function, census))
                        .as("%s on %s", function, version)
                        .isCloseTo(grown, within(grown * 0.01 + 8_192));
            }
            assertThat(held("main.notAMap", census)).isZero();
        }
    }

    /// Five standard deviations of the sampling: one run in a million is beyond.
    @Test
    void theStatedErrorHoldsForASampledProgram() throws Exception {
        try (RunningProgram program = sites("local", "-ldflags=-s -w", 16_384)) {
            Map<String, String> truth = program.ask("truth");
            Census census = census(program);
            for (String function : CapturedPagesTest.MAPS_ONLY) {
                double grown = Double.parseDouble(truth.getOrDefault(function, ""));
                double deviation = CapturedPagesTest.deviation(function, census);
                assertThat(deviation).as("stated error of %s", function).isLessThan(grown * 0.2);
                assertThat((double) held(function, census))
                        .as(function)
                        .isCloseTo(grown, within(5 * deviation + grown * 0.01 + 8_192));
            }
        }
    }

    @Test
    void cyclesAndPausesAreTheProgramsOwn() throws Exception {
        try (RunningProgram program = sites("local", "-ldflags=-s -w", 524_288)) {
            Map<String, String> told = program.ask("gc");
            assertThat(census(program).gc()).hasValueSatisfying(gc -> {
                assertThat(told)
                        .containsEntry("cycles", String.valueOf(gc.cycles()))
                        .containsEntry(
                                "last", gc.last().map(RealGoProgramsTest::nanos).orElse(""))
                        .containsEntry(
                                "paused",
                                gc.paused()
                                        .map(p -> String.valueOf(p.toNanos()))
                                        .orElse(""));
            });
        }
    }

    private static String nanos(Instant time) {
        return String.valueOf(time.getEpochSecond() * 1_000_000_000 + time.getNano());
    }

    private static RunningProgram sites(String version, String flag, int rate) throws InterruptedException {
        Path executable = GoToolchain.required(version).build(SITES, flag);
        ProcessBuilder command = new ProcessBuilder(executable.toString());
        command.environment().put("GODEBUG", "memprofilerate=" + rate);
        return RunningProgram.start(command);
    }

    private static long held(String function, Census census) {
        return CapturedPagesTest.sitesOf(function, census).stream()
                .mapToLong(site -> site.heldBytes())
                .sum();
    }

    private static Census census(RunningProgram program) throws Exception {
        String url = program.announced("pprof").orElseThrow();
        Target target = new Target(
                TargetRuntime.GO, Optional.empty(), SourceKind.PPROF, OptionalLong.of(program.pid()), "sites");
        try (InputStream page = open(url + "/heap?debug=1", Optional.empty())) {
            return new PprofCensusReader(target, PprofLimits.DEFAULT, InstantSource.system())
                    .read(page, addresses -> functions(url, addresses));
        }
    }

    private static Map<Long, String> functions(String url, Collection<Long> addresses) throws Exception {
        try (InputStream answer = open(url + "/symbol", Optional.of(SymbolPage.question(addresses)))) {
            return SymbolPage.read(answer, PprofLimits.DEFAULT);
        }
    }

    private static InputStream open(String url, Optional<String> body) throws IOException {
        URLConnection connection = URI.create(url).toURL().openConnection();
        connection.setReadTimeout(10_000);
        if (body.isPresent()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.get().getBytes(StandardCharsets.UTF_8));
        }
        return connection.getInputStream();
    }
}
