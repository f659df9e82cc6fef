package io.maphealth.sidecar.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.Finding.BrokenContract;
import io.maphealth.core.Finding.CountDrift;
import io.maphealth.core.Finding.LeakGrowth;
import io.maphealth.core.Finding.LeakShape;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.hotspot.audit.JvmHeapReader;
import io.maphealth.sidecar.loop.DetectorJudge;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A Java program with one fault of each kind, and with a healthy twin of each, looked at in its memory and nowhere
/// else, while its collector moves what it holds.
class JvmMapsOverRoundsTest {
    private static final Path PROGRAM = Path.of("src/test/jvm/life");
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int ROUNDS = 26;
    private static final int ROUNDS_A_COLLECTION = 4;
    private static final Set<String> HEALTHY = Set.of(
            "Life.visits",
            "Life$Pooled",
            "Life.stock",
            "Life.presized",
            "Life.spread",
            "Life.exact",
            "Life.straight",
            "Life.grown");

    private final SteppingClock clock = new SteppingClock(INTERVAL);
    private final DetectorJudge judge = new DetectorJudge(Thresholds.DEFAULTS, () -> MemoryBudget.UNKNOWN);
    private final Map<String, Finding> findings = new LinkedHashMap<>();

    static Stream<Arguments> jvms() {
        return Stream.concat(
                Jdks.installed(17, 25).stream().map(jdk -> Arguments.of(jdk, "-XX:+UseG1GC")),
                Stream.of(Arguments.of(Jdks.current(), "-XX:+UseSerialGC")));
    }

    @ParameterizedTest
    @MethodSource("jvms")
    void eachFaultIsFoundAndNoHealthyTwin(Jdk jdk, String option) throws Exception {
        try (RunningProgram program = JavaProgram.compile(jdk, PROGRAM)
                        .with(option, "-Xmx256m")
                        .start("Life");
                JvmMemorySource source = new JvmMemorySource(
                        new JvmMemorySource.Jvm(Path.of("/proc"), program.pid(), "life"),
                        JvmHeapReader.Limits.DEFAULT,
                        clock)) {
            List<Census> rounds = rounds(program, source);

            assertThat(findings)
                    .containsKeys(
                            "GhostMemory Life.sale",
                            "Residency Life.sale",
                            "Collision Life.clashing",
                            "CountDrift Life.drifted",
                            "BrokenContract Life.looped",
                            "GrowthStalled Life.stalled");
            assertLeaks();
            assertThat(site(rounds.getLast(), "Life.sale").peakEvidence()).isEqualTo(PeakEvidence.MODIFICATIONS);
            assertThat(site(rounds.getLast(), "Life.sessions").keySurvival()).hasValue(1);
            assertThat(site(rounds.getLast(), "Life.visits").keySurvival()).hasValue(0);
            assertThat(findings.keySet()).noneMatch(finding -> HEALTHY.stream().anyMatch(finding::endsWith));
            assertThatNoSiteIsLostByACollection(rounds);
        }
    }

    private void assertLeaks() {
        assertThat(findings.get("LeakGrowth Life.sessions")).isInstanceOfSatisfying(LeakGrowth.class, leak -> {
            assertThat(leak.shape()).isEqualTo(LeakShape.ENTRIES);
            assertThat(leak.entriesPerHour().orElseThrow()).isBetween(7_000.0, 7_400.0);
        });
        assertThat(findings.get("LeakGrowth Life$Room"))
                .isInstanceOfSatisfying(
                        LeakGrowth.class, leak -> assertThat(leak.shape()).isEqualTo(LeakShape.INSTANCES));
        assertThat(findings.get("CountDrift Life.drifted")).isInstanceOfSatisfying(CountDrift.class, drift -> {
            assertThat(drift.count()).isEqualTo(11_000);
            assertThat(drift.iterated()).isEqualTo(10_000);
        });
        assertThat(findings.get("BrokenContract Life.looped"))
                .isInstanceOfSatisfying(
                        BrokenContract.class,
                        broken -> assertThat(broken.breach()).isEqualTo(Finding.Breach.CYCLIC_BIN));
    }

    private static void assertThatNoSiteIsLostByACollection(List<Census> rounds) {
        for (String owner : List.of("Life.sessions", "Life.visits", "Life.sale", "Life.drifted", "Life.clashing")) {
            assertThat(rounds).as(owner).allSatisfy(census -> site(census, owner));
        }
        assertThat(rounds.getLast().gc().orElseThrow().cycles())
                .isGreaterThanOrEqualTo(rounds.getFirst().gc().orElseThrow().cycles() + ROUNDS / ROUNDS_A_COLLECTION);
    }

    private List<Census> rounds(RunningProgram program, JvmMemorySource source) {
        return Stream.iterate(1, round -> round + 1)
                .limit(ROUNDS)
                .map(round -> round(round, program, source))
                .toList();
    }

    private Census round(int round, RunningProgram program, JvmMemorySource source) {
        program.ask("round");
        if (round % ROUNDS_A_COLLECTION == 0) {
            program.ask("gc");
        }
        try {
            Census census = source.look();
            assertThat(census.incompleteReason()).isEmpty();
            judge.judge(census).active().forEach(this::note);
            clock.step();
            return census;
        } catch (SourceUnavailableException unavailable) {
            throw new AssertionError(unavailable);
        }
    }

    private void note(Finding finding) {
        Site site = finding.verdict().site();
        findings.put(finding.kind() + " " + site.owner().orElse(site.type()), finding);
    }

    private static SiteSnapshot site(Census census, String owner) {
        return census.sites().stream()
                .filter(site -> site.site().owner().filter(owner::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no site " + owner + " among "
                        + census.sites().stream()
                                .map(site -> site.site().name())
                                .toList()));
    }
}
