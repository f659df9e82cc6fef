package io.maphealth.process;

import io.maphealth.process.UnreadableProcessException.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The memory of a running process, which is not stopped and does not notice, unless it is asked for.
///
/// Needs the process's uid or CAP_SYS_PTRACE, as ptrace(2) says under PTRACE_MODE_ATTACH.
public final class LiveMemory implements Memory {
    private final Path proc;
    private final ProcessIdentity identity;
    private final ProcessStat opened;
    private final ByteAccess bytes;
    private final PageMap pageMap;
    private final ProgramFile program;

    private LiveMemory(Path proc, long pid, ProcessStat opened, ByteAccess bytes) throws IOException {
        this.proc = proc;
        this.identity = new ProcessIdentity(pid, opened.startTicks());
        this.opened = opened;
        this.bytes = bytes;
        this.pageMap = PageMap.open(folder().resolve("pagemap"));
        Path exe = folder().resolve("exe");
        this.program = new ProgramFile(exe, Files.readSymbolicLink(exe).toString());
    }

    /// Opens the memory of the process that has this number now.
    ///
    /// @param proc the proc file system, `/proc`
    public static LiveMemory open(Path proc, long pid) throws UnreadableProcessException {
        ProcessStat stat = ProcessStat.of(proc, pid)
                .orElseThrow(
                        () -> new UnreadableProcessException(Cause.GONE, "process %d: no such process".formatted(pid)));
        try {
            return new LiveMemory(proc, pid, stat, ByteAccess.open(proc, pid));
        } catch (IOException refused) {
            throw new UnreadableProcessException(
                    Cause.REFUSED, Refusal.of(proc, pid).explain(refused));
        }
    }

    public ProcessIdentity identity() {
        return identity;
    }

    /// Reads while the process stands still, in another thread; see [Standstill#during].
    public <T> Standstill.Outcome<T> stopped(Duration limit, Function<Duration, T> reading)
            throws UnreadableProcessException {
        return Standstill.during(proc, identity.pid(), limit, reading);
    }

    @Override
    public int read(long address, ByteBuffer into) {
        int wanted = into.remaining();
        while (into.hasRemaining()) {
            int read = bytes.read(address + (wanted - into.remaining()), into);
            if (read <= 0) {
                break;
            }
        }
        return wanted - into.remaining();
    }

    @Override
    public Mappings mappings() {
        try (Stream<String> lines = Files.lines(folder().resolve("maps"))) {
            return Mappings.parse(lines);
        } catch (IOException | java.io.UncheckedIOException _) {
            return new Mappings(List.of());
        }
    }

    @Override
    public List<AddressRange> resident(long start, long end) {
        return pageMap.resident(start, end);
    }

    @Override
    public boolean current() {
        return ProcessStat.of(proc, identity.pid()).filter(opened::sameProgram).isPresent();
    }

    @Override
    public ProgramFile program() {
        return program;
    }

    @Override
    public void close() {
        bytes.close();
        pageMap.close();
    }

    private Path folder() {
        return proc.resolve(Long.toString(identity.pid()));
    }
}
