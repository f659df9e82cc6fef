package io.maphealth.hotspot.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.process.LiveMemory;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.testkit.JavaProgram;
import io.maphealth.testkit.Jdks;
import io.maphealth.testkit.RunningProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is no JVM, is none any more, or lies: a bounded look or one clear line, never anything else.
class HostileJvmTest {
    private static final Path PROC = Path.of("/proc");
    private static final JvmHeapReader.Limits LIMITS = new JvmHeapReader.Limits(1L << 30, Duration.ofMinutes(2), 50);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200})
    void aProcessThatIsKilledInTheMiddleOfALookIsTold(int reads) throws Exception {
        try (RunningProgram program = JavaProgram.compile(Jdks.current(), Path.of("src/test/programs/heapful"))
                        .start("Heapful");
                LiveMemory memory = LiveMemory.open(PROC, program.pid())) {
            CountingClock clock = new CountingClock(reads, program::close);
            JvmHeapReader reader = JvmHeapReader.open(memory, clock);

            Throwable thrown = catchThrowable(() -> assertThatItEnded(reader.read(target(program), LIMITS)));

            assertThat(clock.rang).isTrue();
            assertOneLine(thrown);
        }
    }

    @Test
    void aProcessThatHasBecomeAnotherIsTold() throws Exception {
        try (RunningProgram program = JavaProgram.compile(Jdks.current(), Path.of("src/test/programs/successor"))
                        .with("--enable-native-access=ALL-UNNAMED")
                        .start("Successor");
                LiveMemory memory = LiveMemory.open(PROC, program.pid())) {
            CountingClock clock = new CountingClock(20, () -> {
                program.tell("become another");
                awaitEnd(memory);
                assertThat(program.alive()).isTrue();
            });
            JvmHeapReader reader = JvmHeapReader.open(memory, clock);

            Throwable thrown = catchThrowable(() -> assertThatItEnded(reader.read(target(program), LIMITS)));

            assertThat(clock.rang).isTrue();
            assertOneLine(thrown);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fields, -XX:+UseSerialGC",
        "fields, -XX:+UseG1GC",
        "headers, -XX:+UseSerialGC",
        "headers, -XX:+UseG1GC",
        "headers, -XX:-UseCompressedOops",
        "headers, -XX:+UseCompactObjectHeaders"
    })
    void aHeapFullOfNoiseIsReadAsFarAsTheBudgetGoes(String what, String option) throws Exception {
        try (RunningProgram program = JavaProgram.compile(Jdks.current(), Path.of("src/test/programs/hostile"))
                        .with("-Xms256m", "-Xmn200m", option)
                        .start("Hostile");
                LiveMemory memory = LiveMemory.open(PROC, program.pid())) {
            JvmHeapReader reader = JvmHeapReader.open(memory, InstantSource.system());
            reader.read(target(program), LIMITS);

            for (int seed = 1; seed <= 2; seed++) {
                program.ask(what + " " + seed);
                Census census = reader.read(target(program), LIMITS);

                assertThat(census.totals().maps().orElseThrow()).isPositive();
                assertThat(census.incompleteReason().orElse("stopped after reading"))
                        .startsWith("stopped after reading");
            }
        }
    }

    @Test
    void aProgramWithoutAJvmIsNone() throws Exception {
        try (RunningProgram program = python("import sys; print('READY', flush=True); sys.stdin.read()")) {
            assertThatThrownBy(() -> open(program))
                    .isInstanceOf(UnknownLayoutException.class)
                    .hasMessage("layout unknown: the process has no libjvm.so: it is no HotSpot JVM");
        }
    }

    /// As of GraalVM or OpenJ9: there is a library of that name, and it tells nothing of itself.
    @Test
    void aJvmThatDoesNotDescribeItselfIsTold() throws Exception {
        Path libjvm = folder.resolve("libjvm.so");
        String load = "import ctypes, shutil, sys; ctypes.CDLL('libm.so.6');"
                + " m = [l.split()[-1] for l in open('/proc/self/maps') if 'libm.so' in l or 'libm-' in l][0];"
                + " shutil.copy(m, '%s'); ctypes.CDLL('%s');".formatted(libjvm, libjvm);
        try (RunningProgram program = python(load + " print('READY', flush=True); sys.stdin.read()")) {
            assertThatThrownBy(() -> open(program))
                    .isInstanceOf(UnknownLayoutException.class)
                    .hasMessageStartingWith("layout unknown: libjvm.so exports no gHotSpotVM");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aLibraryFullOfNoiseIsTold(long seed) throws Exception {
        Path libjvm = folder.resolve("libjvm.so");
        byte[] noise = new byte[1 << 20];
        SplittableRandom random = new SplittableRandom(seed);
        random.nextBytes(noise);
        Files.write(libjvm, noise);
        String map = "import mmap, sys; f = open('%s', 'rb'); m = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ);"
                .formatted(libjvm);
        try (RunningProgram program = python(map + " print('READY', flush=True); sys.stdin.read()")) {
            assertThatThrownBy(() -> open(program))
                    .isInstanceOfAny(UnknownLayoutException.class, UnreadableMemoryException.class)
                    .message()
                    .hasLineCount(1);
        }
    }

    private static void awaitEnd(LiveMemory memory) {
        for (int tries = 0; tries < 1_000 && memory.current(); tries++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(memory.current()).isFalse();
    }

    private static void assertThatItEnded(Census census) {
        assertThat(census.incompleteReason()).hasValue("the process ended while it was read");
    }

    private static void assertOneLine(Throwable thrown) {
        if (thrown != null) {
            assertThat(thrown).isInstanceOfAny(UnknownLayoutException.class, UnreadableMemoryException.class);
            assertThat(thrown.getMessage()).hasLineCount(1);
        }
    }

    private static RunningProgram python(String program) {
        return RunningProgram.start(new ProcessBuilder("python3", "-c", program));
    }

    private static void open(RunningProgram program) throws Exception {
        try (LiveMemory memory = LiveMemory.open(PROC, program.pid())) {
            JvmHeapReader.open(memory, InstantSource.system());
        }
    }

    private static Target target(RunningProgram program) {
        return new Target(
                TargetRuntime.JVM,
                Optional.empty(),
                SourceKind.PROCESS_MEMORY,
                OptionalLong.of(program.pid()),
                "hostile");
    }

    /// A reader asks for the time before it reads: at one of these moments something happens.
    private static final class CountingClock implements InstantSource {
        private final Runnable alarm;
        private int left;
        private boolean rang;

        CountingClock(int reads, Runnable alarm) {
            this.left = reads;
            this.alarm = alarm;
        }

        @Override
        public Instant instant() {
            if (left-- == 0) {
                rang = true;
                alarm.run();
            }
            return Instant.now();
        }
    }
}
