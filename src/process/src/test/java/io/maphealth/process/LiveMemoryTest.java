package io.maphealth.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maphealth.process.UnreadableProcessException.Cause;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The oracle is this very process: what it wrote at an address must be read there.
class LiveMemoryTest {
    private static final Path PROC = Path.of("/proc");
    private static final int PAGE = 4096;
    private static final List<String> LINKED = List.of("mem", "maps", "pagemap", "exe");

    @TempDir
    private Path folder;

    @Test
    void readsWhatTheProcessWrote() throws UnreadableProcessException {
        try (Arena arena = Arena.ofConfined();
                LiveMemory memory = LiveMemory.open(PROC, ownPid())) {
            MemorySegment written = arena.allocate(1 << 20);
            for (long at = 0; at < written.byteSize(); at += Long.BYTES) {
                written.set(ValueLayout.JAVA_LONG, at, at * 31);
            }
            Window window = new Window(64);

            assertThat(window.load(memory, written.address(), 1 << 20)).isTrue();

            assertThat(window.longAt(written.address() + 800)).isEqualTo(800 * 31);
            assertThat(window.longAt(written.address() + (1 << 20) - 8)).isEqualTo(((1 << 20) - 8) * 31L);
            assertThat(window.covers(written.address(), 1 << 20)).isTrue();
            assertThat(window.covers(written.address() + 1, 1 << 20)).isFalse();
        }
    }

    @Test
    void aReadThatLeavesTheMappedMemoryComesBackShort() throws IOException, UnreadableProcessException {
        try (FileChannel file = mappedFile();
                Arena arena = Arena.ofConfined();
                LiveMemory memory = LiveMemory.open(PROC, ownPid())) {
            MemorySegment onePage = file.map(FileChannel.MapMode.READ_WRITE, 0, 16 * PAGE, arena);
            long end = onePage.address() + onePage.byteSize();
            long unmapped = memory.mappings().at(end).isPresent() ? 0 : end;
            Window window = new Window(64);

            assertThat(window.load(memory, 0, 64)).isFalse();
            assertThat(window.length()).isZero();
            if (unmapped != 0) {
                assertThat(window.load(memory, end - 100, 200)).isFalse();
                assertThat(window.length()).isEqualTo(100);
            }
        }
    }

    @Test
    void knowsWhichPagesHoldSomething() throws IOException, UnreadableProcessException {
        try (FileChannel file = mappedFile();
                Arena arena = Arena.ofConfined();
                LiveMemory memory = LiveMemory.open(PROC, ownPid())) {
            MemorySegment pages = file.map(FileChannel.MapMode.READ_WRITE, 0, 16 * PAGE, arena);
            pages.set(ValueLayout.JAVA_BYTE, 3 * PAGE, (byte) 1);

            assertThat(memory.resident(pages.address(), pages.address() + pages.byteSize()))
                    .containsExactly(new AddressRange(pages.address() + 3 * PAGE, pages.address() + 4 * PAGE));
        }
    }

    @Test
    void readsTheSameBytesByTheSystemCallAndFromTheFile() throws IOException {
        try (VmReads call = new VmReads(ownPid());
                ByteAccess file = ByteAccess.MemFile.open(PROC, ownPid())) {
            assertThat(call.permitted()).isTrue();
            for (ByteAccess bytes : List.of(call, file)) {
                readsWhatWasWritten(bytes);
            }
        }
    }

    private static void readsWhatWasWritten(ByteAccess bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment written = arena.allocate(64);
            written.set(ValueLayout.JAVA_LONG, 8, 4711);
            ByteBuffer into = ByteBuffer.allocateDirect(64).order(ByteOrder.LITTLE_ENDIAN);

            assertThat(bytes.read(written.address(), into)).isEqualTo(64);
            assertThat(into.getLong(8)).isEqualTo(4711);
            assertThat(bytes.read(0, into.clear())).isNotPositive();
        }
    }

    @Test
    void knowsItsProgramAndWhereItIsMapped() throws UnreadableProcessException {
        try (LiveMemory memory = LiveMemory.open(PROC, ownPid())) {
            Mapping program = memory.mappings().firstOf(memory.program().name()).orElseThrow();

            assertThat(program.fileOffset()).isZero();
            assertThat(memory.mappings().at(program.range().start())).contains(program);
            assertThat(memory.mappings().mapped(program.range().start() - 1)).isFalse();
        }
    }

    @Test
    void noticesThatTheProcessHasEnded() throws IOException, InterruptedException, UnreadableProcessException {
        Process child = new ProcessBuilder("sleep", "600").start();
        try (LiveMemory memory = LiveMemory.open(PROC, child.pid())) {
            assertThat(memory.current()).isTrue();

            child.destroyForcibly();
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();

            assertThat(memory.current()).isFalse();
            assertThat(memory.mappings().all()).isEmpty();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void noticesThatAnotherProgramRunsInTheProcess() throws Exception {
        Process child = new ProcessBuilder("sh", "-c", "read line; exec sleep 600").start();
        try (LiveMemory memory = LiveMemory.open(PROC, child.pid())) {
            assertThat(memory.current()).isTrue();

            child.getOutputStream().write('\n');
            child.getOutputStream().flush();
            Path program = PROC.resolve(Long.toString(child.pid())).resolve("exe");
            for (int tries = 0; tries < 500 && !Files.readSymbolicLink(program).endsWith("sleep"); tries++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }

            assertThat(memory.identity().current(PROC)).isTrue();
            assertThat(memory.current()).isFalse();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void noticesThatAnotherProcessHasTheNumber() throws Exception {
        Path own = PROC.resolve(Long.toString(ownPid()));
        Path process = Files.createDirectory(folder.resolve(Long.toString(ownPid())));
        for (String file : LINKED) {
            Files.createSymbolicLink(process.resolve(file), own.resolve(file));
        }
        String stat = Files.readString(own.resolve("stat"));
        Files.writeString(process.resolve("stat"), stat);
        try (LiveMemory memory = LiveMemory.open(folder, ownPid())) {
            assertThat(memory.current()).isTrue();

            long started = memory.identity().startTicks();
            Files.writeString(process.resolve("stat"), stat.replace(" " + started + " ", " " + (started + 1) + " "));

            assertThat(memory.current()).isFalse();
        } finally {
            for (String file : LINKED) {
                Files.delete(process.resolve(file));
            }
        }
    }

    @Test
    void aProcessThatIsNotThereIsGone() {
        assertThatThrownBy(() -> LiveMemory.open(PROC, Integer.MAX_VALUE))
                .isInstanceOfSatisfying(
                        UnreadableProcessException.class,
                        gone -> assertThat(gone.reason()).isEqualTo(Cause.GONE))
                .hasMessage("process 2147483647: no such process");
    }

    private FileChannel mappedFile() throws IOException {
        return FileChannel.open(
                folder.resolve("pages"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static long ownPid() {
        return ProcessHandle.current().pid();
    }
}
