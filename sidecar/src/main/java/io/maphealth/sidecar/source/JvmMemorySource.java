package io.maphealth.sidecar.source;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.hotspot.audit.JvmHeapReader;
import io.maphealth.hotspot.vm.UnknownLayoutException;
import io.maphealth.process.LiveMemory;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.UnreadableProcessException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/// Looks at the heap of one running HotSpot JVM, which is not stopped and needs to know nothing of it.
public final class JvmMemorySource implements Source, AutoCloseable {
    private final Jvm jvm;
    private final JvmHeapReader.Limits limits;
    private final InstantSource clock;
    private Optional<Open> open = Optional.empty();

    private record Open(LiveMemory memory, JvmHeapReader reader) {}

    /// Whom to look at: `proc` is the proc file system, `/proc`; `name` is what the target is called in censuses.
    public record Jvm(Path proc, long pid, String name) {}

    public JvmMemorySource(Jvm jvm, JvmHeapReader.Limits limits, InstantSource clock) {
        this.jvm = jvm;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.PROCESS_MEMORY;
    }

    @Override
    public Census look() throws SourceUnavailableException {
        if (open.isEmpty()) {
            open = Optional.of(open());
        }
        JvmHeapReader reader = open.orElseThrow().reader();
        Target target = new Target(
                TargetRuntime.JVM, reader.version(), SourceKind.PROCESS_MEMORY, OptionalLong.of(jvm.pid()), jvm.name());
        try {
            return reader.read(target, limits);
        } catch (UnreadableMemoryException | UnknownLayoutException unreadable) {
            throw unavailable(unreadable);
        }
    }

    @Override
    public void close() {
        open.ifPresent(opened -> opened.memory().close());
        open = Optional.empty();
    }

    private Open open() throws SourceUnavailableException {
        LiveMemory memory = memory();
        try {
            return new Open(memory, JvmHeapReader.open(memory, clock));
        } catch (UnreadableMemoryException | UnknownLayoutException unknown) {
            boolean current = memory.current();
            memory.close();
            throw new SourceUnavailableException(
                    current ? FailureReason.UNSUPPORTED : FailureReason.TARGET_GONE, message(unknown), unknown);
        }
    }

    private LiveMemory memory() throws SourceUnavailableException {
        try {
            return LiveMemory.open(jvm.proc(), jvm.pid());
        } catch (UnreadableProcessException unreadable) {
            throw new SourceUnavailableException(unreadable);
        }
    }

    private SourceUnavailableException unavailable(Exception unreadable) {
        boolean current = open.map(opened -> opened.memory().current()).orElse(false);
        close();
        return new SourceUnavailableException(
                current ? FailureReason.UNREADABLE : FailureReason.TARGET_GONE, message(unreadable), unreadable);
    }

    private String message(Exception unreadable) {
        return "%s (pid %d): %s".formatted(jvm.name(), jvm.pid(), unreadable.getMessage());
    }
}
