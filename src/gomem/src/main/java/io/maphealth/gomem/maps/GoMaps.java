package io.maphealth.gomem.maps;

import io.maphealth.core.Census;
import io.maphealth.core.CensusBuilder;
import io.maphealth.core.GcCycles;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.gomem.UnreadableGoException;
import io.maphealth.gomem.owners.OwnerSearch;
import io.maphealth.gomem.owners.StructFields;
import io.maphealth.gomem.owners.Variables;
import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.GoVersion;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.BudgetedMemory;
import io.maphealth.process.Memory;
import io.maphealth.process.WalkBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Every map of a Go program, found in its memory: no symbols, no DWARF, no stop, nothing kept but the largest.
///
/// Works on running processes and core files of Go 1.21 to 1.26, amd64 and arm64 Linux. For one thread.
public final class GoMaps {
    private static final long NANOS_A_MILLI = 1_000_000;
    /// Over maps that did not agree with themselves in the first.
    private static final int MOST_PASSES = 4;

    private final Memory memory;
    private final GoRuntime runtime;
    private final OptionalLong pid;
    private final InstantSource clock;
    private final BudgetedMemory bounded;
    private final Spans spans;
    private final FollowedMaps followed = new FollowedMaps();
    private final Maps maps;
    private final OwnerSearch owners;
    private final SelfCheck selfCheck;
    private long unfollowed;

    /// How much of the maps is read.
    public enum Depth {
        /// Headers of maps and tables: counts, capacity, tombstones, bytes; a tenth of the cost. Of bucket maps (to Go
        /// 1.23) no tombstones, and those that may have been emptied are read whole.
        QUICK,
        /// Every slot: what is in the maps, and whether they agree with themselves.
        DEEP
    }

    /// What one look may cost, how many maps it keeps (0: all), and whether the program may be stopped in it.
    public record Limits(long bytes, Duration time, int top, Stops stops) {
        public static final Limits DEFAULT = new Limits(64L << 30, Duration.ofSeconds(60), 50);

        /// Never stops the program.
        public Limits(long bytes, Duration time, int top) {
            this(bytes, time, top, Stops.NEVER);
        }

        public Limits with(Stops other) {
            return new Limits(bytes, time, top, other);
        }
    }

    private GoMaps(Memory memory, GoRuntime runtime, OptionalLong pid, InstantSource clock) {
        this.memory = memory;
        this.runtime = runtime;
        this.pid = pid;
        this.clock = clock;
        this.bounded =
                new BudgetedMemory(memory, new WalkBudget(0, Duration.ZERO, () -> clock.millis() * NANOS_A_MILLI));
        this.spans = runtime.noSpans();
        this.maps = new Maps(runtime, bounded, spans, followed);
        this.selfCheck = new SelfCheck(runtime, maps);
        OwnerSearch.Names names = new OwnerSearch.Names(
                StructFields.find(runtime.types(), runtime.sizeClasses()),
                new Variables(runtime.variables(), runtime.bias()));
        this.owners = new OwnerSearch(runtime, bounded, spans, names);
    }

    /// Reads what does not change while the program runs; the memory stays the caller's to close.
    ///
    /// @param pid of a running process, empty for a core file
    public static GoMaps of(Memory memory, OptionalLong pid, InstantSource clock) throws UnreadableGoException {
        return new GoMaps(memory, GoRuntime.of(memory), pid, clock);
    }

    /// The version of Go that built the program, such as `go1.26.8`.
    public String goVersion() {
        return version().shortText();
    }

    /// One look at all maps.
    public Census census(Depth depth, Limits limits) throws UnreadableGoException {
        Instant started = clock.instant();
        if (!memory.current()) {
            throw new UnreadableGoException(
                    "%s: the process has ended, or another program runs in it".formatted(target().name()));
        }
        bounded.budget().startAgain(limits.bytes(), limits.time());
        CensusBuilder census = new CensusBuilder(target(), limits.top());
        census.gc(new GcCycles(runtime.gcCycles(bounded), Optional.empty(), Optional.empty()));
        Optional<String> doubt = selfCheck.doubt(bounded, spans);
        doubt.ifPresent(census::incomplete);
        if (doubt.isEmpty()) {
            maps.stop().startLook(limits.stops());
            look(depth, census);
            census.paused(maps.stop().paused());
        }
        return census.build(started, Duration.between(started, clock.instant()));
    }

    private void look(Depth depth, CensusBuilder census) {
        Optional<String> unread = Optional.empty();
        try {
            if (depth == Depth.DEEP) {
                runtime.readAgain(spans, bounded);
                owners.search();
            }
            long unreadable = walk(depth, census);
            unread = unreadable == 0
                    ? unfollowedInCore()
                    : Optional.of("%,d spans could not be read".formatted(unreadable));
        } catch (UnreadableGoException ended) {
            unread = Optional.of(String.valueOf(ended.getMessage()));
        }
        boolean whole = unread.isEmpty() && bounded.budget().exceeded().isEmpty() && memory.current();
        followed.endLook(whole).forEach(census::keySurvival);
        if (!memory.current()) {
            census.incomplete("the process ended, or became another program, while it was read");
        }
        bounded.budget().exceeded().ifPresent(census::incomplete);
        unread.ifPresent(census::incomplete);
    }

    /// Hands all maps to the census.
    ///
    /// @return spans that could not be read
    private long walk(Depth depth, CensusBuilder census) throws UnreadableGoException {
        MapLayout.Depth slots = depth == Depth.DEEP ? MapLayout.Depth.SLOTS : MapLayout.Depth.HEADERS;
        runtime.readAgain(spans, bounded);
        Snapshots snapshots = new Snapshots(runtime, maps.layout(), owners.found());
        unfollowed = 0;
        Consumer<MapWalk> found = walk -> {
            unfollowed += walk.valid() ? 0 : 1;
            census.add(remembered(walk, snapshots));
        };
        maps.onHeap(slots, found);
        maps.onStacks(slots, found);
        for (int pass = 1; pass <= MOST_PASSES && maps.doubts().size() > 0; pass++) {
            runtime.readAgain(spans, bounded);
            maps.again(slots, pass == MOST_PASSES, found);
        }
        maps.stopForOne(found);
        return spans.unreadable() + maps.unreadableSpans();
    }

    /// In a running program such a map is one that changes fast; in a core it is damaged.
    private Optional<String> unfollowedInCore() {
        return pid.isPresent() || unfollowed == 0
                ? Optional.empty()
                : Optional.of("%,d maps cannot be followed to their end".formatted(unfollowed));
    }

    private MapSnapshot remembered(MapWalk walk, Snapshots snapshots) {
        MapSnapshot map = snapshots.of(walk, followed.idOf(walk));
        followed.see(walk, map);
        return map;
    }

    private GoVersion version() {
        return runtime.layout().version();
    }

    private Target target() {
        String path = memory.program().name();
        return new Target(
                TargetRuntime.GO,
                Optional.of(version().shortText()),
                pid.isPresent() ? SourceKind.PROCESS_MEMORY : SourceKind.CORE_FILE,
                pid,
                path.substring(path.lastIndexOf('/') + 1));
    }
}
