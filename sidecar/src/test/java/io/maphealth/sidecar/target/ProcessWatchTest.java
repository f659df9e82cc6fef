package io.maphealth.sidecar.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.core.TargetRuntime;
import io.maphealth.sidecar.config.SidecarConfig;
import io.maphealth.sidecar.config.TargetConfig;
import io.maphealth.sidecar.config.WrongConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessWatchTest {
    private static final long OWN = 50;

    @TempDir
    Path root;

    private TestingProc proc = new TestingProc(Path.of("unset"));

    @BeforeEach
    void aSharedNamespace() {
        proc = new TestingProc(root).process(1, 0, "pause", 10).process(OWN, 0, "java", 30);
    }

    @Test
    void findsTheTargetByItsPid() {
        proc.process(4711, 0, "checkout", 20).process(4800, 0, "redis", 21);
        assertThat(watch(Map.of("TARGET_PID", "4711")).check())
                .singleElement()
                .isInstanceOfSatisfying(TargetChange.Found.class, found -> {
                    assertThat(found.target().pid()).isEqualTo(4711);
                    assertThat(found.target().name()).isEqualTo("checkout");
                    assertThat(found.target().program()).contains("/opt/shop/checkout");
                });
    }

    @Test
    void saysOnceThatThereIsNoSuchProcessAndFindsItLater() {
        ProcessWatch watch = watch(Map.of("TARGET_PID", "4711"));
        assertThat(watch.check()).containsExactly(new TargetChange.Missing("no process has pid 4711; waiting for one"));
        assertThat(watch.check()).isEmpty();
        proc.process(4711, 0, "checkout", 20);
        assertThat(watch.check()).singleElement().isInstanceOf(TargetChange.Found.class);
        assertThat(watch.check()).isEmpty();
    }

    @Test
    void tellsAReusedPidFromTheProcessThatHadIt() {
        proc.process(4711, 0, "checkout", 20);
        ProcessWatch watch = watch(Map.of("TARGET_PID", "4711"));
        watch.check();
        proc.process(4711, 0, "checkout", 99);
        assertThat(messages(watch.check()))
                .containsExactly("process 4711 has ended, and its pid is another's now", "found 4711");
    }

    @Test
    void takesAZombieForEnded() {
        proc.process(4711, 0, "checkout", 20);
        ProcessWatch watch = watch(Map.of("TARGET_PID", "4711"));
        watch.check();
        proc.becomesZombie(4711, 20);
        assertThat(messages(watch.check()))
                .containsExactly("process 4711 has ended", "no process has pid 4711; waiting for one");
    }

    @Test
    void noticesThatAStartScriptBecomesTheProgram() {
        proc.process(4711, 0, "sh", 20);
        ProcessWatch watch = watch(Map.of("TARGET_PID", "4711"));
        watch.check();
        proc.runs(4711, "/opt/shop/java");
        assertThat(messages(watch.check())).containsExactly("process 4711 is another program now", "found 4711");
        proc.mapsFile(4711, "/usr/lib/jvm/25/lib/server/libjvm.so");
        assertThat(watch.check())
                .singleElement()
                .isInstanceOfSatisfying(
                        TargetChange.Found.class,
                        found -> assertThat(found.target().runtime()).contains(TargetRuntime.JVM));
    }

    @Test
    void neverTakesItselfForTheTarget() {
        assertThat(messages(watch(Map.of("TARGET_PID", Long.toString(OWN))).check()))
                .containsExactly("pid 50 is the sidecar itself: the pod's processes are not shared with it;"
                        + " set shareProcessNamespace on the pod, or use URLs only");
    }

    @Test
    void findsTheTargetByTheNameOfItsContainer() {
        proc.process(60, 0, "redis", 20).process(70, 0, "sh", 21).process(71, 70, "checkout", 22);
        assertThat(messages(watch(Map.of("TARGET_CONTAINER", "checkout")).check()))
                .containsExactly("found 71");
    }

    @Test
    void findsALongNameThatTheKernelCuts() {
        proc.process(70, 0, "checkout-servic", 21).process(60, 0, "redis", 20);
        assertThat(messages(watch(Map.of("TARGET_PROCESS", "checkout-service")).check()))
                .containsExactly("found 70");
    }

    @Test
    void takesTheOnlyOtherContainerWhateverItsProcessIsCalled() {
        proc.process(70, 0, "app", 21).process(71, 70, "worker", 22);
        assertThat(messages(watch(Map.of("TARGET_CONTAINER", "checkout")).check()))
                .containsExactly("found 70");
    }

    @Test
    void asksForANameWhenSeveralContainersCouldBeMeant() {
        proc.process(60, 0, "redis", 20).process(70, 0, "app", 21);
        assertThat(messages(watch(Map.of("TARGET_CONTAINER", "checkout")).check()))
                .containsExactly("no process is called checkout; the containers run redis, app;"
                        + " set TARGET_PROCESS to one of them");
    }

    @Test
    void saysWhatIsMissingWhenTheNamespaceIsNotShared() {
        assertThat(messages(watch(Map.of()).check()))
                .containsExactly("no process of another container is seen; set shareProcessNamespace on the pod");
    }

    @Test
    void seesTheRuntimeOfThisVeryProcess() {
        ProcFolder real = new ProcFolder(Path.of("/proc"));
        assertThat(new RuntimeProbe(real).runtimeOf(ProcessHandle.current().pid()))
                .contains(TargetRuntime.JVM);
    }

    private static List<String> messages(List<TargetChange> changes) {
        return changes.stream()
                .map(change -> switch (change) {
                    case TargetChange.Found(var target) -> "found " + target.pid();
                    case TargetChange.Lost lost -> lost.message();
                    case TargetChange.Missing(var message) -> message;
                })
                .toList();
    }

    private ProcessWatch watch(Map<String, String> environment) {
        try {
            TargetConfig config = SidecarConfig.of(environment).target();
            return ProcessWatch.of(config, root, OWN);
        } catch (WrongConfigException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
