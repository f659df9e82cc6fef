package io.maphealth.operator.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Condition;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapHealthStatus;
import io.maphealth.operator.api.MapMonitorSpec;
import io.maphealth.operator.api.MapTotals;
import io.maphealth.operator.api.PodHealth;
import io.maphealth.operator.api.Silence;
import io.maphealth.operator.api.SiteFinding;
import io.maphealth.operator.api.SourceTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssessmentTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final SiteFinding LEAK = finding("LeakGrowth", "critical", "main.sessions");
    private static final SiteFinding GHOST = finding("GhostMemory", "warning", "main.cache");

    private final Map<String, PodHealth> reports = new HashMap<>();
    private MapMonitorSpec monitor = MapMonitorSpec.standard(1);
    private List<Watched.WatchedPod> pods = List.of(pod("a", true), pod("b", true));
    private Optional<Watched.Refusal> refusal = Optional.empty();
    private List<SiteFinding> before = List.of();
    private Armed armed = new Armed("Unknown", Reason.AlertsUnknown, "nobody was asked");

    @Test
    void podsThatHaveNotReportedAreWaitedFor() {
        assertThat(conclude().status().state()).isEqualTo("WaitingForReports");
        assertThat(conclude().status().reporting()).isEqualTo("0/2");
        assertThat(conclude().news()).isEmpty();
    }

    @Test
    void podsThatReportNothingWrongAreHealthy() {
        report("a", health());
        report("b", health());

        assertThat(conclude().status().state()).isEqualTo("Healthy");
        assertThat(conclude().status().reporting()).isEqualTo("2/2");
        assertThat(conclude().status().totals()).isEqualTo(new MapTotals(20, 200, 2_000, 200));
    }

    @Test
    void aHealthyWorkloadIsHealthyAlsoWhereNobodyWouldHearOfAnything() {
        armed = new Armed("False", Reason.AlertsNotLoaded, "Prometheus has not loaded MapCountDrift");
        report("a", health());
        report("b", health());

        assertThat(conclude().status().state()).isEqualTo("Healthy");
        assertThat(conclude().status().conditions())
                .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
                .contains(tuple("AlertsArmed", "False", "AlertsNotLoaded"));
    }

    @Test
    void theWorstFindingOfAnyPodIsToldWithThePodsThatHaveIt() {
        report("a", health(GHOST, LEAK));
        report("b", health(GHOST));

        Conclusion conclusion = conclude();

        assertThat(conclusion.status().state()).isEqualTo("MapLeakSuspected");
        assertThat(conclusion.status().map()).isEqualTo("main.sessions");
        assertThat(conclusion.status().findings())
                .extracting(SiteFinding::pods)
                .containsExactly(List.of("a"), List.of("a", "b"));
        assertThat(conclusion.news())
                .extracting(Conclusion.News::reason, Conclusion.News::pods)
                .containsExactly(
                        tuple(Reason.MapLeakSuspected, List.of("a")), tuple(Reason.MapGhostMemory, List.of("a", "b")));
    }

    @Test
    void aSilencedFindingStaysInTheStatusAndIsNotTold() {
        monitor = new MapMonitorSpec(
                1,
                1,
                "",
                monitor.runtime(),
                "",
                monitor.sources(),
                Map.of(),
                List.of(new Silence("main.sess", "LeakGrowth", "known")),
                monitor.resources(),
                monitor.routing(),
                monitor.rollout(),
                monitor.repair());
        report("a", health(LEAK));

        assertThat(conclude().status().state()).isEqualTo("Healthy");
        assertThat(conclude().status().findings())
                .extracting(SiteFinding::severity)
                .containsExactly("silenced");
        assertThat(conclude().news()).isEmpty();
    }

    @Test
    void whatIsNoLongerFoundInAPodThatStillReportsHasRecovered() {
        before = List.of(withPods(LEAK, "a"), withPods(GHOST, "gone"));
        report("a", health());

        assertThat(conclude().news())
                .extracting(Conclusion.News::reason, Conclusion.News::note)
                .containsExactly(tuple(Reason.MapRecovered, "LeakGrowth is no longer found at main.sessions"));
    }

    @Test
    void aPodWithoutItsSidecarIsReportedOnceItHadTimeToGetOne() {
        pods = List.of(pod("a", true), pod("b", false));
        report("a", health());
        assertThat(conclude().status().state()).isEqualTo("SidecarMissing");

        pods = List.of(new Watched.WatchedPod("new", "uid-new", false, NOW.minusSeconds(3)), pod("a", true));
        assertThat(conclude().status().state()).isEqualTo("Healthy");
    }

    @Test
    void aWishThatIsRefusedIsToldWithItsReason() {
        refusal = Optional.of(new Watched.Refusal(Reason.LevelNotAllowed, "LevelNotAllowed: ..."));

        assertThat(conclude().status().state()).isEqualTo("LevelNotAllowed");
        assertThat(conclude().news()).extracting(Conclusion.News::reason).containsExactly(Reason.LevelNotAllowed);
    }

    @Test
    void aPortThatNobodyListensOnIsToldApartFromOtherTroubles() {
        report("a", health(new SourceTrouble("pprof", "unreachable", "connection refused")));
        assertThat(conclude().news()).extracting(Conclusion.News::reason).containsExactly(Reason.PortNotListening);

        report("a", health(new SourceTrouble("heap-dump", "refused", "the pause would be 40 s")));
        assertThat(conclude().news()).extracting(Conclusion.News::reason).containsExactly(Reason.DumpRefused);
    }

    @Test
    void aSidecarThatFellSilentIsNoticed() {
        report("a", health(NOW.minus(Duration.ofMinutes(10)), "1", List.of(), List.of()));

        assertThat(conclude().news()).extracting(Conclusion.News::reason).containsExactly(Reason.SourceUnavailable);
    }

    @Test
    void aSidecarOfAnotherVersionIsOutdated() {
        report("a", health(NOW, "0", List.of(), List.of()));

        assertThat(conclude().news()).extracting(Conclusion.News::reason).containsExactly(Reason.SidecarOutdated);
    }

    @Test
    void reportsOfPodsThatAreGoneOrHaveComeBackAreTakenOut() {
        report("gone", health());
        pods = List.of(new Watched.WatchedPod("a", "another uid", true, NOW.minusSeconds(60)));
        report("a", health());

        assertThat(conclude().gone()).containsExactly("a", "gone");
        assertThat(conclude().status().reporting()).isEqualTo("0/1");
    }

    @Test
    void aConditionKeepsTheTimeAtWhichItTurned() {
        report("a", health(LEAK));
        List<Condition> first = conclude().status().conditions();
        Watched later = watched(
                new MapHealthStatus(1, "", "", 1, "", "", "", "", 0, MapTotals.NONE, List.of(), first, reports),
                NOW.plusSeconds(60));

        assertThat(Assessment.of(later).status().conditions()).isEqualTo(first);
    }

    private Conclusion conclude() {
        return Assessment.of(watched(
                new MapHealthStatus(1, "", "", 1, "", "", "", "", 0, MapTotals.NONE, before, List.of(), reports), NOW));
    }

    private Watched watched(MapHealthStatus status, Instant now) {
        return new Watched(
                status, 1, pods, monitor, "default", "payments", Watched.Manner.INJECTED, refusal, armed, "1", now);
    }

    private static Watched.WatchedPod pod(String name, boolean injected) {
        return new Watched.WatchedPod(name, "uid-" + name, injected, NOW.minusSeconds(60));
    }

    private void report(String pod, PodHealth it) {
        reports.put(
                pod,
                new PodHealth(
                        "uid-" + pod,
                        "app",
                        it.sidecarVersion(),
                        1,
                        it.startedAt(),
                        it.lastSeen(),
                        30,
                        it.totals(),
                        it.findings(),
                        it.failures()));
    }

    private static PodHealth health(SiteFinding... findings) {
        return health(NOW, "1", List.of(findings), List.of());
    }

    private static PodHealth health(SourceTrouble trouble) {
        return health(NOW, "1", List.of(), List.of(trouble));
    }

    private static PodHealth health(
            Instant seen, String version, List<SiteFinding> findings, List<SourceTrouble> troubles) {
        MapTotals totals = new MapTotals(10, 100, 1_000, 100);
        return new PodHealth("", "", version, 1, NOW.toString(), seen.toString(), 30, totals, findings, troubles);
    }

    private static SiteFinding finding(String kind, String severity, String site) {
        return new SiteFinding(
                kind, severity, site, "map", site, site + " is wrong", Map.of(), 0.9, NOW.toString(), List.of());
    }

    private static SiteFinding withPods(SiteFinding it, String... pods) {
        return new SiteFinding(
                it.kind(),
                it.severity(),
                it.site(),
                it.type(),
                it.owner(),
                it.summary(),
                it.evidence(),
                it.confidence(),
                it.since(),
                List.of(pods));
    }
}
