package io.maphealth.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.process.UnreadableProcessException.Cause;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program whose threads count in memory that it shares with this test, while its first one waits in a system call.
class StandstillTest {
    private static final Path PROC = Path.of("/proc");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int THREADS = 4;
    private static final String COUNTING = """
            import mmap, sys, threading
            shared = open(sys.argv[1], "r+b")
            memory = mmap.mmap(shared.fileno(), 4096)
            def count(at):
                n = 0
                while True:
                    n += 1
                    memory[at:at + 8] = n.to_bytes(8, "little")
            for thread in range(%d):
                threading.Thread(target=count, args=(thread * 8,), daemon=True).start()
            sys.exit(len(sys.stdin.read()))
            """.formatted(THREADS);

    @TempDir
    private Path folder;

    private final Arena arena = Arena.ofShared();
    private MemorySegment counts = MemorySegment.NULL;
    /// A child of this process would not do: this JVM waits for it, too.
    private Process program;

    private long pid;

    @BeforeEach
    void start() throws IOException {
        Path shared = folder.resolve("counts");
        Files.write(shared, new byte[4096]);
        try (FileChannel file = FileChannel.open(shared, StandardOpenOption.READ)) {
            counts = file.map(FileChannel.MapMode.READ_ONLY, 0, 4096, arena);
        }
        program = new ProcessBuilder("timeout", "600", "python3", "-c", COUNTING, shared.toString()).start();
        awaitProgress(new long[THREADS]);
        pid = program.children().findFirst().orElseThrow().pid();
    }

    @AfterEach
    void end() {
        program.descendants().forEach(ProcessHandle::destroyForcibly);
        program.destroyForcibly();
        arena.close();
    }

    @Test
    void allThreadsStandAndThenGoOn() throws Exception {
        Standstill.Outcome<long[][]> outcome = Standstill.during(PROC, pid, LIMIT, left -> {
            assertThat(left).isPositive().isLessThan(LIMIT);
            long[] before = read();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            return new long[][] {before, read()};
        });

        assertThat(outcome.result()[0]).isEqualTo(outcome.result()[1]);
        assertThat(outcome.pause()).isBetween(Duration.ofMillis(50), LIMIT);
        awaitProgress(outcome.result()[1]);
        // the read that its first thread waited in has gone on
        program.getOutputStream().write(new byte[7]);
        program.getOutputStream().close();
        assertThat(program.waitFor()).isEqualTo(7);
    }

    @Test
    void itGoesOnAfterAFailedAction() {
        assertThatThrownBy(() -> Standstill.during(PROC, pid, LIMIT, _ -> {
                    throw new IllegalStateException("planned");
                }))
                .hasMessage("planned");

        awaitProgress(read());
    }

    @Test
    void itGoesOnWhenTimeIsUpBeforeAllStand() {
        assertThatThrownBy(() -> Standstill.during(PROC, pid, Duration.ofNanos(1), _ -> 0))
                .isInstanceOf(UnreadableProcessException.class)
                .hasMessageMatching("process \\d+: stopping its [5-9] threads takes more than 0 ms");

        awaitProgress(read());
    }

    @Test
    void aProcessThatSomebodyElseTracesIsRefused() throws Exception {
        Standstill.during(PROC, pid, LIMIT, _ -> {
            assertThatThrownBy(() -> Standstill.during(PROC, pid, LIMIT, _ -> 0))
                    .isInstanceOfSatisfying(
                            UnreadableProcessException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Cause.REFUSED))
                    .hasMessageContaining("may not be stopped (not permitted): another program traces it");
            return 0;
        });

        awaitProgress(read());
    }

    @Test
    void aProcessThatHasEndedIsGone() throws InterruptedException {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        program.waitFor();

        assertThatThrownBy(() -> Standstill.during(PROC, pid, LIMIT, _ -> 0))
                .isInstanceOfSatisfying(
                        UnreadableProcessException.class,
                        gone -> assertThat(gone.reason()).isEqualTo(Cause.GONE));
    }

    @Test
    void aChildOfThisProcessIsRefused() {
        assertThatThrownBy(() -> Standstill.during(PROC, program.pid(), LIMIT, _ -> 0))
                .isInstanceOf(UnreadableProcessException.class)
                .hasMessage("process %d: it may not be stopped: it is a child of this one".formatted(program.pid()));
    }

    private long[] read() {
        return IntStream.range(0, THREADS)
                .mapToLong(thread -> counts.getAtIndex(ValueLayout.JAVA_LONG, thread))
                .toArray();
    }

    private void awaitProgress(long[] since) {
        for (int tries = 0; tries < 3_000 && !allBeyond(since); tries++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertThat(allBeyond(since)).as(Arrays.toString(read())).isTrue();
    }

    private boolean allBeyond(long[] since) {
        long[] now = read();
        return IntStream.range(0, THREADS).allMatch(thread -> now[thread] > since[thread]);
    }
}
