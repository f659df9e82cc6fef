package io.maphealth.sidecar.source;

import io.maphealth.core.Census;
import io.maphealth.core.SourceKind;
import io.maphealth.gomem.UnreadableGoException;
import io.maphealth.gomem.maps.GoMaps;
import io.maphealth.gomem.maps.GoMaps.Depth;
import io.maphealth.gomem.maps.Stops;
import io.maphealth.process.LiveMemory;
import io.maphealth.process.UnreadableProcessException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/// Looks at the memory of one running Go process, which needs to know nothing of it and is not stopped, unless the
/// limits allow it.
///
/// Where a deep look is expensive, only every [Pace#deepEvery] one is deep and the others read headers only.
public final class GoMemorySource implements Source, AutoCloseable {
    private final Path proc;
    private final long pid;
    private final Pace pace;
    private final InstantSource clock;
    private Optional<Open> open = Optional.empty();
    private int quickInARow;
    private Duration lastDeep = Duration.ZERO;

    /// What a look may cost, and when quick looks take turns with deep ones: a deep one took longer than `cheap`.
    public record Pace(GoMaps.Limits limits, int deepEvery, Duration cheap) {
        public static final Pace DEFAULT = new Pace(GoMaps.Limits.DEFAULT, 10, Duration.ofMillis(500));

        public Pace with(Stops stops) {
            return new Pace(limits.with(stops), deepEvery, cheap);
        }
    }

    private record Open(LiveMemory memory, GoMaps maps) {}

    /// @param proc the proc file system, `/proc`
    public GoMemorySource(Path proc, long pid, Pace pace, InstantSource clock) {
        this.proc = proc;
        this.pid = pid;
        this.pace = pace;
        this.clock = clock;
        this.quickInARow = pace.deepEvery() - 1;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.PROCESS_MEMORY;
    }

    @Override
    public Census look() throws SourceUnavailableException {
        GoMaps maps = maps();
        Depth depth =
                lastDeep.compareTo(pace.cheap()) > 0 && quickInARow < pace.deepEvery() - 1 ? Depth.QUICK : Depth.DEEP;
        try {
            Census census = maps.census(depth, pace.limits());
            quickInARow = depth == Depth.QUICK ? quickInARow + 1 : 0;
            lastDeep = depth == Depth.DEEP ? census.duration() : lastDeep;
            return census;
        } catch (UnreadableGoException unreadable) {
            throw unavailable(unreadable);
        }
    }

    @Override
    public void close() {
        open.ifPresent(opened -> opened.memory().close());
        open = Optional.empty();
    }

    private GoMaps maps() throws SourceUnavailableException {
        if (open.isEmpty()) {
            open = Optional.of(open());
        }
        return open.orElseThrow().maps();
    }

    private Open open() throws SourceUnavailableException {
        try {
            LiveMemory memory = LiveMemory.open(proc, pid);
            try {
                return new Open(memory, GoMaps.of(memory, OptionalLong.of(pid), clock));
            } catch (UnreadableGoException unsupported) {
                memory.close();
                throw new SourceUnavailableException(
                        FailureReason.UNSUPPORTED, String.valueOf(unsupported.getMessage()), unsupported);
            }
        } catch (UnreadableProcessException unreadable) {
            throw new SourceUnavailableException(unreadable);
        }
    }

    private SourceUnavailableException unavailable(UnreadableGoException unreadable) {
        boolean current = open.map(opened -> opened.memory().current()).orElse(false);
        close();
        return new SourceUnavailableException(
                current ? FailureReason.UNREADABLE : FailureReason.TARGET_GONE,
                String.valueOf(unreadable.getMessage()),
                unreadable);
    }
}
