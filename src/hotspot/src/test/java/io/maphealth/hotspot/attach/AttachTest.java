package io.maphealth.hotspot.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.hotspot.attach.AttachFailedException.Reason;
import io.maphealth.hotspot.attach.DiagnosticCommand.ClassHistogram;
import io.maphealth.hotspot.attach.DiagnosticCommand.HeapDump;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdk;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String HPROF = "JAVA PROFILE 1.0.2";

    private final AttachClient client = AttachClient.waitingAtMost(MINUTE);

    static List<Jdk> jdks() {
        return Jdks.installed(17, 25);
    }

    static JavaProgram shop(Jdk jdk) {
        return JavaProgram.example(jdk, "jvm-healthy").with("-Xmx128m");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aJvmTellsItsVersionAndTheUseOfItsHeap(Jdk jdk) throws Exception {
        try (RunningProgram shop = shop(jdk).start("shop.Shop")) {
            AttachedJvm jvm = client.attach(shop.pid());

            assertThat(jvm.version())
                    .hasValueSatisfying(version ->
                            assertThat(Runtime.Version.parse(version).feature()).isEqualTo(jdk.feature()));
            assertThat(jvm.heapUsedBytes().orElseThrow()).isBetween(1L << 20, 128L << 20);
            assertThat(jvm.ask(new ClassHistogram(true), MINUTE))
                    .contains("java.util.concurrent.ConcurrentHashMap$Node");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Serial", "Parallel", "G1", "Z", "Shenandoah"})
    void theUseOfTheHeapIsReadForEachCollector(String collector) throws Exception {
        String option = "-XX:+Use" + collector + "GC";
        try (RunningProgram shop = shop(Jdks.current()).with(option).start("shop.Shop")) {
            assertThat(client.attach(shop.pid()).heapUsedBytes().orElseThrow()).isBetween(1L << 20, 128L << 20);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aDumpIsWrittenPlainAndCompressed(Jdk jdk, @TempDir Path folder) throws Exception {
        try (RunningProgram shop = shop(jdk).start("shop.Shop")) {
            AttachedJvm jvm = client.attach(shop.pid());
            Path plain = folder.resolve("plain.hprof");
            Path compressed = folder.resolve("with blank.hprof.gz");

            jvm.dump(new HeapDump(plain, true, OptionalInt.empty()), MINUTE);
            jvm.dump(new HeapDump(compressed, true, OptionalInt.of(1)), MINUTE);

            assertThat(firstBytes(Files.newInputStream(jvm.seenFromHere(plain))))
                    .isEqualTo(HPROF);
            assertThat(firstBytes(new GZIPInputStream(Files.newInputStream(jvm.seenFromHere(compressed)))))
                    .isEqualTo(HPROF);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theTargetIsNotDisturbed(Jdk jdk) throws Exception {
        try (RunningProgram shop = shop(jdk).start("shop.Shop", "console")) {
            client.attach(shop.pid()).heapUsedBytes();
            client.attach(shop.pid()).heapUsedBytes();

            assertThat(shop.ask("truth", "visitors.size")).isEqualTo(20_000);
            assertThat(shop.output()).as("its own output").doesNotContain("Full thread dump");
            assertThat(Path.of("/tmp/.attach_pid" + shop.pid())).doesNotExist();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theJvmsOwnReasonIsPassedOn(Jdk jdk, @TempDir Path folder) throws Exception {
        try (RunningProgram shop = shop(jdk).start("shop.Shop")) {
            AttachedJvm jvm = client.attach(shop.pid());
            Path nowhere = folder.resolve("missing/dump.hprof");

            assertRefused(
                    Reason.REFUSED,
                    "No such file or directory",
                    () -> jvm.dump(new HeapDump(nowhere, true, OptionalInt.empty()), MINUTE));
        }
    }

    @Test
    void anAnswerThatTakesTooLongIsNotWaitedFor(@TempDir Path folder) throws Exception {
        try (RunningProgram shop = shop(Jdks.current()).start("shop.Shop")) {
            AttachedJvm jvm = client.attach(shop.pid());
            HeapDump dump = new HeapDump(folder.resolve("a.hprof"), true, OptionalInt.of(9));

            assertRefused(Reason.TIMEOUT, "no answer to GC.heap_dump", () -> jvm.dump(dump, Duration.ofMillis(1)));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aJvmThatWasToldNotToListenIsLeftAlone(Jdk jdk) {
        try (RunningProgram shop = shop(jdk).with("-XX:+DisableAttachMechanism").start("shop.Shop", "console")) {
            assertRefused(Reason.DISABLED, "-XX:+DisableAttachMechanism; start it without", attachTo(shop));

            assertThat(shop.ask("truth", "visitors.size")).isEqualTo(20_000);
            assertThat(shop.output()).doesNotContain("Full thread dump");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aJvmThatSigquitWouldEndIsAskedWithoutIt(Jdk jdk) throws Exception {
        try (RunningProgram shop = shop(jdk).with("-Xrs").start("shop.Shop", "console")) {
            assertThat(client.attach(shop.pid()).heapUsedBytes()).isPresent();

            assertThat(shop.ask("truth", "visitors.size")).isEqualTo(20_000);
        }
    }

    @Test
    void aProcessThatIsNoJvmIsLeftAlone() {
        try (RunningProgram cat = RunningProgram.start(new ProcessBuilder("sh", "-c", "echo READY; exec cat"))) {
            assertRefused(Reason.NOT_HOTSPOT, "no libjvm.so is mapped", attachTo(cat));

            assertThat(cat.alive()).isTrue();
        }
    }

    @Test
    void aProcessThatEndedIsNamed() throws Exception {
        RunningProgram shop = shop(Jdks.current()).start("shop.Shop");
        AttachedJvm jvm = client.attach(shop.pid());
        shop.close();

        assertRefused(Reason.GONE, "it ended meanwhile", jvm::heapUsedBytes);
        assertRefused(Reason.GONE, "there is no such process", attachTo(shop));
    }

    private ThrowingCallable attachTo(RunningProgram program) {
        return () -> client.attach(program.pid());
    }

    static void assertRefused(Reason reason, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AttachFailedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining("attach to process ")
                .hasMessageContaining(words)
                .hasMessageNotContaining("\n");
    }

    private static String firstBytes(InputStream dump) throws IOException {
        try (dump) {
            return new String(dump.readNBytes(HPROF.length()), java.nio.charset.StandardCharsets.US_ASCII);
        }
    }
}
