package io.maphealth.gomem.maps;

import io.maphealth.core.Drift;
import io.maphealth.gomem.runtime.Allocation;
import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.Objects;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.BudgetedMemory;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// The maps of a heap, found one by one in each look and handed on at once, so that none has to be kept. The buffers
/// that they are read into are kept, from look to look.
///
/// A map that does not agree with itself is walked again at once, and then once more over a newer list of spans. A
/// difference is told only when it is there in two walks over the same header, tables and control bytes, no write was
/// going on, the tables are older than the list of spans, and the header is in use for sure: what is garbage may have
/// tables that are others' by now. What differs without that proof is told as unknown.
final class Maps {
    private static final int TRIES = 3;

    private final Memory memory;
    private final Spans spans;
    private final MapLayout layout;
    private final GoRuntime runtime;
    private final Allocation allocation;
    private final Window header = new Window(64);
    private final Window after = new Window(64);
    private final Objects objects;
    private final StackMaps stackMaps;
    private final FollowedMaps followed;
    private final KeySample sample;
    private final ShortStop stop;
    private Doubts doubts = new Doubts();

    Maps(GoRuntime runtime, BudgetedMemory memory, Spans spans, FollowedMaps followed) {
        this.runtime = runtime;
        this.memory = memory;
        this.spans = spans;
        this.followed = followed;
        this.stop = new ShortStop(memory);
        this.sample = new KeySample(memory, runtime.types());
        this.allocation = new Allocation(memory, spans);
        this.layout = runtime.layout().version().swissMaps()
                ? new SwissMaps(runtime, memory, spans, sample)
                : new BucketMaps(runtime, memory, spans, sample);
        this.objects = new Objects(memory, spans);
        this.stackMaps = new StackMaps(runtime, memory, spans, layout);
    }

    /// Starts a look: finds every map whose header is on the heap; those that do not agree with themselves are left as
    /// doubts.
    void onHeap(MapLayout.Depth depth, Consumer<MapWalk> found) {
        layout.startLook();
        doubts = new Doubts();
        objects.ofSize(layout.headerSize(), (bytes, address) -> {
            sample.follow(followed.thinning(address));
            Optional<MapWalk> map = closest(bytes, address, followed.suspect(address) ? MapLayout.Depth.SLOTS : depth);
            boolean doubtful = map.isEmpty() ? layout.likely(bytes, address) : !agrees(map.orElseThrow());
            long shape = map.map(MapWalk::shape).orElse(0L);
            if (!doubtful || !doubts.add(address, shape)) {
                map.map(Maps::told).ifPresent(found);
            }
        });
    }

    /// Finds the maps that lie on stacks; one that does not agree with itself is none.
    void onStacks(MapLayout.Depth depth, Consumer<MapWalk> found) {
        layout.forget();
        sample.follow(KeySample.NOT_FOLLOWED);
        stackMaps.find(depth, found);
    }

    /// Walks the maps again that an earlier pass over older spans left as doubts.
    ///
    /// Those that cannot be followed, or whose difference is not proven, for a collection is going on, are left as
    /// doubts once more, unless it is the last pass.
    void again(MapLayout.Depth depth, boolean last, Consumer<MapWalk> found) {
        allocation.forget();
        Doubts earlier = doubts;
        doubts = new Doubts();
        for (int i = 0; i < earlier.size(); i++) {
            long address = earlier.header(i);
            if (!allocation.free(spans.at(address), address, runtime.sweepGeneration(memory))) {
                sample.follow(followed.thinning(address));
                judged(address, earlier.shape(i), followed.suspect(address) ? MapLayout.Depth.SLOTS : depth, last)
                        .ifPresent(found);
            }
        }
    }

    /// Ends a look: one of those that never agreed with themselves, where that is allowed, is walked while the program
    /// stands still.
    void stopForOne(Consumer<MapWalk> found) {
        stop.suspect().ifPresent(suspect -> {
            sample.follow(followed.thinning(suspect.walk().address()));
            found.accept(stop.during(() -> whileStopped(suspect)).orElseGet(suspect.walk()::unsettled));
        });
    }

    ShortStop stop() {
        return stop;
    }

    MapLayout layout() {
        return layout;
    }

    Doubts doubts() {
        return doubts;
    }

    long unreadableSpans() {
        return objects.unreadable();
    }

    /// Walks a map until it agrees with itself, a few times at most.
    private Optional<MapWalk> closest(Window bytes, long address, MapLayout.Depth depth) {
        Optional<MapWalk> best = layout.walk(bytes, address, depth);
        for (int tries = 1; tries < TRIES && best.isPresent() && !agrees(best.orElseThrow()); tries++) {
            MapWalk before = best.orElseThrow();
            best = again(address, MapLayout.Depth.SLOTS)
                    .map(walk -> closer(before, walk))
                    .or(() -> Optional.of(before));
        }
        return best;
    }

    /// Walks a map until it agrees with itself, or its difference is proven; empty when there is no map or it
    /// is left as a doubt.
    private Optional<MapWalk> judged(long address, long shape, MapLayout.Depth depth, boolean last) {
        Optional<MapWalk> best = Optional.empty();
        long digest = 0;
        boolean unproven = false;
        long walked = 0;
        long generation = runtime.sweepGeneration(memory);
        for (int tries = 0; tries < TRIES; tries++) {
            long started = System.nanoTime();
            Optional<MapWalk> next = again(address, tries == 0 ? depth : MapLayout.Depth.SLOTS);
            if (next.isEmpty()) {
                break;
            }
            walked = Math.max(walked, System.nanoTime() - started);
            MapWalk walk = next.orElseThrow();
            boolean unchanged = walk.counted() && walk.digest() == digest && walk.shape() == shape;
            if (agrees(walk) || (unchanged && proven(address, generation))) {
                return next;
            }
            unproven |= unchanged && !withinNoise(walk);
            digest = walk.digest();
            best = Optional.of(best.map(before -> closer(before, walk)).orElse(walk));
        }
        boolean onceMore = !last && (unproven || best.isEmpty());
        if (onceMore && doubts.add(address, shape)) {
            return Optional.empty();
        }
        Duration took = Duration.ofNanos(walked);
        return best.flatMap(walk -> believable(walk)
                ? Optional.of(walk)
                : stop.offer(new ShortStop.Suspect(walk, shape, took))
                        .map(given -> given.walk().unsettled()));
    }

    /// What is seen of a map while nothing changes; empty when it was just written to, may be garbage, or has tables
    /// that are newer than the list of spans.
    private Optional<MapWalk> whileStopped(ShortStop.Suspect suspect) {
        long address = suspect.walk().address();
        long generation = runtime.sweepGeneration(memory);
        return again(address, MapLayout.Depth.SLOTS)
                .filter(walk -> walk.counted() && !layout.writing(header, address))
                .filter(walk -> agrees(walk) || (walk.shape() == suspect.shape() && proven(address, generation)))
                .map(MapWalk::whileStopped);
    }

    private Optional<MapWalk> again(long address, MapLayout.Depth depth) {
        layout.forget();
        return header.load(memory, address, layout.headerSize())
                ? layout.walk(header, address, depth)
                : Optional.empty();
    }

    /// Whether nobody was writing (a write may be stopped half-way for longer than a walk takes) and the header is
    /// surely no garbage: it was in use at the collection of this generation, or is newer, and none has run since.
    /// What was walked as garbage may be a new map when this is asked, whose header differs.
    private boolean proven(long address, long generation) {
        int span = spans.at(address);
        return !layout.writing(header, address)
                && span >= 0
                && allocation.surely(span, address, generation)
                && after.load(memory, address, layout.headerSize())
                && after.same(header)
                && runtime.sweepGeneration(memory) == generation;
    }

    private static MapWalk told(MapWalk walk) {
        return believable(walk) ? walk : walk.unsettled();
    }

    private static boolean believable(MapWalk walk) {
        return agrees(walk) || withinNoise(walk);
    }

    private static boolean agrees(MapWalk walk) {
        return walk.valid() && walk.drift() == 0;
    }

    private static boolean withinNoise(MapWalk walk) {
        return walk.counted() && Math.abs(walk.drift()) <= Drift.allowed(walk.count());
    }

    private static MapWalk closer(MapWalk one, MapWalk other) {
        boolean first = one.counted() && Math.abs(one.drift()) <= Math.abs(other.drift());
        return first || !other.valid() ? one : other;
    }
}
