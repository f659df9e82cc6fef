package io.maphealth.sidecar.loop;

import static io.maphealth.sidecar.loop.PlannedSource.after;
import static io.maphealth.sidecar.loop.PlannedSource.every;
import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.SourceKind;
import io.maphealth.core.TargetRuntime;
import io.maphealth.process.ProcessIdentity;
import io.maphealth.sidecar.source.FailureReason;
import io.maphealth.sidecar.target.TargetChange;
import io.maphealth.sidecar.target.TargetProcess;
import io.maphealth.sidecar.target.TargetWatch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WatchLoopTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final TargetProcess PROCESS = new TargetProcess(
            new ProcessIdentity(4711, 1), "checkout", Optional.of("/checkout"), Optional.of(TargetRuntime.GO));

    private final TestingPace pace = new TestingPace();
    private final TestingJudge judge = new TestingJudge();
    private final List<Happening> happenings = new ArrayList<>();
    private final TestingSource pprof = new TestingSource(SourceKind.PPROF, pace);
    private final TestingSource memory = new TestingSource(SourceKind.PROCESS_MEMORY, pace);

    @Test
    void looksOnceEveryInterval() throws InterruptedException {
        run(4, TargetWatch.NONE, new TestingSourcePlan(List.of(every(INTERVAL, pprof)), List.of()));
        assertThat(pprof.looks()).extracting(Duration::toSeconds).containsExactly(0L, 30L, 60L, 90L);
        assertThat(judge.shown).hasSize(4);
        assertThat(told(Happening.SourceUp.class)).hasSize(1);
    }

    @Test
    void spreadsItsRoundsWithoutDrifting() throws InterruptedException {
        Watch watch = new Watch(
                TargetWatch.NONE,
                new TestingSourcePlan(List.of(every(INTERVAL, pprof)), List.of()),
                judge,
                INTERVAL,
                new java.util.SplittableRandom(7));
        new WatchLoop(watch, happenings::add, pace).run(50);
        assertThat(pprof.looks()).hasSize(50).doesNotHaveDuplicates();
        for (int round = 0; round < 50; round++) {
            assertThat(pprof.looks().get(round))
                    .isBetween(
                            INTERVAL.multipliedBy(round),
                            INTERVAL.multipliedBy(round).plusSeconds(3));
        }
    }

    @Test
    void leavesOutTheRoundsThatASlowOneRunsInto() throws InterruptedException {
        pprof.taking(Duration.ofSeconds(70));
        run(3, TargetWatch.NONE, new TestingSourcePlan(List.of(every(INTERVAL, pprof)), List.of()));
        assertThat(pprof.looks()).extracting(Duration::toSeconds).containsExactly(0L, 90L, 180L);
        assertThat(told(Happening.RoundEnded.class))
                .extracting(Happening.RoundEnded::skipped)
                .containsExactly(2L, 2L, 2L);
    }

    @Test
    void asksAFailingSourceLessAndLessOftenWhileTheOthersGoOn() throws InterruptedException {
        pprof.failingWith(FailureReason.UNREACHABLE);
        run(60, TargetWatch.NONE, plan(every(INTERVAL, pprof), every(INTERVAL, memory)));
        assertThat(pprof.looks())
                .extracting(Duration::toSeconds)
                .containsExactly(0L, 30L, 90L, 210L, 450L, 750L, 1050L, 1350L, 1650L);
        assertThat(memory.looks()).hasSize(60);
        assertThat(told(Happening.SourceDown.class))
                .extracting(Happening.SourceDown::retryIn)
                .extracting(Duration::toSeconds)
                .containsExactly(30L, 60L, 120L, 240L, 300L);
        assertThat(told(Happening.LookFailed.class)).hasSize(9);
    }

    @Test
    void tellsAFailureInOneLine() throws InterruptedException {
        pprof.failingWith(FailureReason.UNREADABLE);
        run(1, TargetWatch.NONE, plan(every(INTERVAL, pprof)));
        assertThat(told(Happening.SourceDown.class))
                .extracting(Happening.SourceDown::message)
                .containsExactly("planted failure");
    }

    @Test
    void goesOnAfterAMistakeOfItsOwn() throws InterruptedException {
        pprof.failingWith(FailureReason.INTERNAL);
        run(2, TargetWatch.NONE, plan(every(INTERVAL, pprof), every(INTERVAL, memory)));
        assertThat(memory.looks()).hasSize(2);
        assertThat(told(Happening.SourceDown.class).getFirst().message())
                .startsWith("a mistake in maphealth, please report it: java.lang.IllegalStateException: planted at ");
    }

    @Test
    void returnsToItsIntervalOnceASourceAnswers() throws InterruptedException {
        pprof.failingWith(FailureReason.TIMEOUT);
        WatchLoop loop = loop(TargetWatch.NONE, plan(every(INTERVAL, pprof)));
        loop.run(4);
        pprof.recovered();
        loop.run(10);
        assertThat(told(Happening.SourceUp.class)).hasSize(1);
        List<Duration> looks = pprof.looks();
        assertThat(looks.getLast().minus(looks.get(looks.size() - 2))).isEqualTo(INTERVAL);
    }

    @Test
    void waitsBeforeALookThatCostsTheTargetSomething() throws InterruptedException {
        run(10, TargetWatch.NONE, plan(every(INTERVAL, pprof), after(Duration.ofSeconds(90), memory)));
        assertThat(memory.looks()).extracting(Duration::toSeconds).containsExactly(90L, 180L, 270L);
        assertThat(pprof.looks()).hasSize(10);
    }

    @Test
    void followsTheTargetFromOneProcessToTheNext() throws InterruptedException {
        TargetProcess next = new TargetProcess(
                new ProcessIdentity(4711, 2), "checkout", Optional.of("/checkout"), Optional.of(TargetRuntime.GO));
        Queue<List<TargetChange>> script = new ArrayDeque<>(List.of(
                List.of(new TargetChange.Missing("no process has pid 4711; waiting for one")),
                List.of(new TargetChange.Found(PROCESS)),
                List.of(
                        new TargetChange.Lost(PROCESS, "process 4711 has ended, and its pid is another's now"),
                        new TargetChange.Found(next)),
                List.of(new TargetChange.Lost(next, "process 4711 has ended"))));
        TestingSourcePlan plan =
                new TestingSourcePlan(List.of(every(INTERVAL, pprof)), List.of(every(INTERVAL, memory)));
        run(4, script::remove, plan);
        assertThat(memory.looks()).extracting(Duration::toSeconds).containsExactly(30L, 60L);
        assertThat(memory.closed()).isEqualTo(2);
        assertThat(pprof.looks()).hasSize(4);
        assertThat(pprof.closed()).isZero();
        assertThat(judge.targetChanges).isEqualTo(2);
        assertThat(told(Happening.TargetMissing.class)).hasSize(1);
        assertThat(told(Happening.TargetFound.class))
                .extracting(Happening.TargetFound::target)
                .containsExactly(PROCESS, next);
        assertThat(told(Happening.TargetLost.class)).hasSize(2);
    }

    private void run(int rounds, TargetWatch target, SourcePlan plan) throws InterruptedException {
        loop(target, plan).run(rounds);
    }

    private WatchLoop loop(TargetWatch target, SourcePlan plan) {
        // a random generator that always says 0: rounds start on the dot
        return new WatchLoop(new Watch(target, plan, judge, INTERVAL, () -> 0), happenings::add, pace);
    }

    private static SourcePlan plan(PlannedSource... sources) {
        return new TestingSourcePlan(List.of(sources), List.of());
    }

    private <T extends Happening> List<T> told(Class<T> type) {
        return happenings.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
