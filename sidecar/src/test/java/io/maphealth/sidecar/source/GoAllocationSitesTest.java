package io.maphealth.sidecar.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.sidecar.config.Credentials;
import io.maphealth.sidecar.loop.DetectorJudge;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A stripped program whose maps no variable and no field leads to, looked at in its memory and through its pprof.
class GoAllocationSitesTest {
    private static final Path PROGRAM = Path.of("src/test/go/unowned");
    private static final int ROUNDS = 12;

    @ParameterizedTest
    @ValueSource(strings = {"local", "go1.23.12"})
    void aMapWithoutOwnerIsNamedByWhereItWasFilledUnlessThatIsAmbiguous(String version) throws Exception {
        Path unowned = GoToolchain.required(version).build(PROGRAM, "-ldflags=-s -w");
        try (RunningProgram program = RunningProgram.start(new ProcessBuilder(unowned.toString()))) {
            List<Finding> found = rounds(program);

            assertThat(ghost(found, "map[string][4]int64"))
                    .startsWith("map[string][4]int64, filled in main.season main.go:")
                    .contains(" (pprof), holds ");
            assertThat(ghost(found, "map[string]int64")).startsWith("map[string]int64 holds ");
            assertThat(ghost(found, "map[string]float64")).startsWith("map[string]float64 holds ");
        }
    }

    private static List<Finding> rounds(RunningProgram program) throws Exception {
        DetectorJudge judge = new DetectorJudge(Thresholds.DEFAULTS, () -> MemoryBudget.UNKNOWN);
        InstantSource clock = InstantSource.system();
        Target target =
                new Target(TargetRuntime.GO, Optional.empty(), SourceKind.PPROF, OptionalLong.empty(), "unowned");
        Credentials none = new Credentials(Optional.empty(), Optional.empty(), Optional.empty());
        PprofSource pprof = new PprofSource(
                new HttpFetcher(HttpLimits.DEFAULT, none),
                URI.create(program.announced("pprof").orElseThrow()),
                target,
                clock);
        try (GoMemorySource memory =
                new GoMemorySource(Path.of("/proc"), program.pid(), GoMemorySource.Pace.DEFAULT, clock)) {
            List<Finding> active = List.of();
            for (int round = 0; round < ROUNDS; round++) {
                judge.judge(pprof.look());
                active = judge.judge(memory.look()).active();
            }
            return active;
        }
    }

    private static String ghost(List<Finding> findings, String type) {
        return findings.stream()
                .filter(finding -> finding instanceof Finding.GhostMemory
                        && finding.verdict().site().type().equals(type))
                .map(Finding::summary)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no ghost of " + type + " among " + findings));
    }
}
