package io.maphealth.hotspot.attach;

import static io.maphealth.hotspot.attach.AttachTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maphealth.hotspot.attach.AttachFailedException.Reason;
import io.maphealth.hotspot.attach.DiagnosticCommand.HeapDump;
import io.maphealth.testkit.Isolation;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The target runs as user 1000 with a /tmp of its own, as in another container of the same pod.
class AttachAcrossContainersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int TARGET = 1000;

    private final AttachClient client = AttachClient.waitingAtMost(MINUTE);

    @BeforeAll
    static void needsRoot() {
        assumeTrue(Isolation.possible());
    }

    static List<Jdk> jdks() {
        return Jdks.installed(17, 25);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theSameUserWithoutAnyCapabilityIsAnswered(Jdk jdk) throws Exception {
        try (RunningProgram shop = inItsContainer(jdk).start("shop.Shop")) {
            assertThat(askAs(Isolation.user(TARGET), shop)).startsWith("used ");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void rootIsAnsweredAndReadsTheDumpInTheTargetsFileSystem(Jdk jdk) throws Exception {
        try (RunningProgram shop = inItsContainer(jdk).start("shop.Shop")) {
            AttachedJvm jvm = client.attach(shop.pid());
            Path dump = Path.of("/tmp/shop-" + shop.pid() + ".hprof");

            jvm.dump(new HeapDump(dump, true, OptionalInt.empty()), MINUTE);

            assertThat(dump).doesNotExist();
            assertThat(jvm.seenFromHere(dump)).isNotEmptyFile();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anotherUserIsToldWhichUserToBe(Jdk jdk) throws Exception {
        try (RunningProgram shop = inItsContainer(jdk).start("shop.Shop", "console")) {
            assertThat(askAs(Isolation.user(1001), shop))
                    .isEqualTo("DENIED attach to process " + shop.pid() + ": it runs as user:group 1000:1000 and we as"
                            + " 1001:1001; run with runAsUser 1000 and runAsGroup 1000");
            assertThat(askAs(Isolation.rootWithoutCapabilities(), shop))
                    .isEqualTo("DENIED attach to process " + shop.pid() + ": it runs as user:group 1000:1000 and we as"
                            + " 0:0; run with runAsUser 1000 and runAsGroup 1000");

            assertThat(shop.ask("truth", "visitors.size")).isEqualTo(20_000);
            assertThat(shop.output()).doesNotContain("Full thread dump");
        }
    }

    @Test
    void aTmpThatCannotBeWrittenIsNamed() {
        JavaProgram program =
                shop(Jdks.current()).under(Isolation.both(Isolation.privateTmp("ro"), Isolation.user(TARGET)));
        try (RunningProgram shop = program.start("shop.Shop", "console")) {
            assertRefused(Reason.DISABLED, "mount a writable emptyDir there", () -> client.attach(shop.pid()));

            assertThat(shop.output()).doesNotContain("Full thread dump");
        }
    }

    @Test
    void thePidInItsOwnNamespaceAndTheSocketOfAnEarlierContainerAreNoObstacle(@TempDir Path tmp) throws Exception {
        Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxrwxrwx"));
        JavaProgram program =
                shop(Jdks.current()).under(Isolation.both(Isolation.pidOne(tmp.toString()), Isolation.user(TARGET)));
        for (int run = 0; run < 2; run++) {
            try (RunningProgram shop = program.start("shop.Shop")) {
                assertThat(client.attach(onlyChild(shop)).heapUsedBytes()).isPresent();
            }
            assertThat(tmp.resolve(".java_pid1")).exists();
        }
    }

    private static JavaProgram inItsContainer(Jdk jdk) {
        return shop(jdk).under(Isolation.both(Isolation.privateTmp("rw"), Isolation.user(TARGET)));
    }

    private static JavaProgram shop(Jdk jdk) {
        return AttachTest.shop(jdk);
    }

    private static long onlyChild(RunningProgram program) {
        return ProcessHandle.of(program.pid())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private static String askAs(List<String> user, RunningProgram target) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(user);
        words.addAll(List.of(
                Jdks.current().java(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Path.of("target/classes").toAbsolutePath() + ":"
                        + Path.of("target/test-classes").toAbsolutePath() + ":"
                        + Path.of("../process/target/classes").toAbsolutePath(),
                AskHeapUse.class.getName(),
                Long.toString(target.pid())));
        Process client = new ProcessBuilder(words).redirectErrorStream(true).start();
        try {
            String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(client.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return output.strip();
        } finally {
            client.destroyForcibly();
        }
    }
}
