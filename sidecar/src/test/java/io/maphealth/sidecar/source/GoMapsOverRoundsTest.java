package io.maphealth.sidecar.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.Finding.Breach;
import io.maphealth.core.Finding.BrokenContract;
import io.maphealth.core.Finding.LeakGrowth;
import io.maphealth.core.Finding.LeakShape;
import io.maphealth.core.Severity;
import io.maphealth.core.Site;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.detect.MemoryBudget;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.sidecar.loop.DetectorJudge;
import io.maphealth.testkit.RunningProgram;
import io.maphealth.testkit.go.GoToolchain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A Go program with one fault of each kind, and with a healthy twin of each, looked at in its memory and nowhere else.
class GoMapsOverRoundsTest {
    private static final Path PROGRAM = Path.of("src/test/go/life");
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int ROUNDS = 26;
    private static final Duration ALWAYS_TOO_LONG = Duration.ofNanos(-1);
    private static final int ROUNDS_A_COLLECTION = 4;
    private static final Set<String> HEALTHY = Set.of(
            "main.visits", "main.pool", "main.stock", "main.spread", "main.grown", "main.heights", "main.filled");

    private final SteppingClock clock = new SteppingClock(INTERVAL);
    private final DetectorJudge judge = new DetectorJudge(Thresholds.DEFAULTS, () -> MemoryBudget.UNKNOWN);
    private final Map<String, Finding> findings = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"local", "go1.24.9", "go1.23.12", "go1.21.13"})
    void eachFaultIsFoundAndNoHealthyTwin(String version) throws Exception {
        Census last = assertFaults(version, GoMemorySource.Pace.DEFAULT);

        // none where the table was made anew, too: then it may be another map
        assertThat(shareOfKeysThatStay(last, "main.visits").orElse(0)).isZero();
        assertThat(findings.keySet()).noneMatch(finding -> HEALTHY.stream().anyMatch(finding::endsWith));
    }

    @Test
    void nineQuickLooksInTenFindTheSame() throws Exception {
        assertFaults("local", new GoMemorySource.Pace(GoMaps.Limits.DEFAULT, 10, ALWAYS_TOO_LONG));

        // from one deep look to the next that map was emptied and has grown: nobody knows whether it is the same
        assertThat(findings.remove("LeakGrowth main.visits"))
                .isInstanceOfSatisfying(
                        LeakGrowth.class,
                        leak -> assertThat(leak.verdict().severity()).isEqualTo(Severity.INFO));
        assertThat(findings.keySet()).noneMatch(finding -> HEALTHY.stream().anyMatch(finding::endsWith));
    }

    /// Tables of bucket maps that are small, as that of the healthy map is, are walked in every look.
    @Test
    void nineQuickLooksInTenFindTheSameInBuckets() throws Exception {
        assertFaults("go1.23.12", new GoMemorySource.Pace(GoMaps.Limits.DEFAULT, 10, ALWAYS_TOO_LONG));

        assertThat(findings.keySet()).noneMatch(finding -> HEALTHY.stream().anyMatch(finding::endsWith));
    }

    private Census assertFaults(String version, GoMemorySource.Pace pace) throws Exception {
        Path life = GoToolchain.required(version).build(PROGRAM);
        try (RunningProgram program = RunningProgram.start(new ProcessBuilder(life.toString()))) {
            Census last = rounds(program, pace);

            assertThat(findings)
                    .containsKeys(
                            "GhostMemory main.sale",
                            "Residency main.sale",
                            "Collision main.clashing",
                            swiss(last) ? "BrokenContract main.deleted" : "GrowthStalled main.stalled");
            assertKeysThatAreNotEqualToThemselves();
            assertLeakOfEntries();
            assertLeakOfMaps();
            assertThat(shareOfKeysThatStay(last, "main.sessions")).hasValue(1);
            return last;
        }
    }

    private void assertKeysThatAreNotEqualToThemselves() {
        assertThat(findings.get("BrokenContract main.readings"))
                .isInstanceOfSatisfying(
                        BrokenContract.class,
                        broken -> assertThat(broken.breach()).isEqualTo(Breach.UNEQUAL_KEY));
    }

    /// The keys are seen to stay: that is surer than growth alone.
    private void assertLeakOfEntries() {
        assertThat(findings.get("LeakGrowth main.sessions")).isInstanceOfSatisfying(LeakGrowth.class, leak -> {
            assertThat(leak.shape()).isEqualTo(LeakShape.ENTRIES);
            assertThat(leak.verdict().confidence()).isEqualTo(0.8);
            assertThat(leak.entriesPerHour().orElseThrow()).isBetween(7_000.0, 7_400.0);
        });
    }

    private void assertLeakOfMaps() {
        assertThat(findings.values()).anySatisfy(finding -> {
            assertThat(finding).isInstanceOf(LeakGrowth.class);
            assertThat(((LeakGrowth) finding).shape()).isEqualTo(LeakShape.INSTANCES);
            assertThat(finding.verdict().site().type()).contains("map[int32]int32");
        });
    }

    private Census rounds(RunningProgram program, GoMemorySource.Pace pace) throws Exception {
        try (GoMemorySource source = new GoMemorySource(Path.of("/proc"), program.pid(), pace, clock)) {
            for (int round = 1; ; round++) {
                program.ask("round");
                if (round % ROUNDS_A_COLLECTION == 0) {
                    program.ask("gc");
                }
                Census census = source.look();
                assertThat(census.complete()).as("" + census.incompleteReason()).isTrue();
                judge.judge(census).active().forEach(this::note);
                clock.step();
                if (round == ROUNDS) {
                    return census;
                }
            }
        }
    }

    private void note(Finding finding) {
        Site site = finding.verdict().site();
        findings.put(finding.kind() + " " + site.owner().orElse(site.type()), finding);
    }

    private static boolean swiss(Census census) {
        return census.maps().getFirst().kind().equals("go-swiss");
    }

    private static OptionalDouble shareOfKeysThatStay(Census census, String owner) {
        return census.sites().stream()
                .filter(site -> site.site().owner().filter(owner::equals).isPresent())
                .map(SiteSnapshot::keySurvival)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no site " + owner + " among "
                        + census.sites().stream()
                                .map(site -> site.site().name())
                                .collect(Collectors.joining(", "))));
    }
}
