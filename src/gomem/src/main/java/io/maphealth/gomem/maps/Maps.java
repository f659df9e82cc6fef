package io.maphealth.gomem.maps;

import io.maphealth.core.Drift;
import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.Objects;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/// The maps of one look at a heap, found one by one and handed on at once, so that none has to be kept.
///
/// A map that is written to while it is walked is walked again; what still does not agree then is told as unknown.
final class Maps {
    private static final int TRIES = 3;
    private static final int MOST_LOST = 1000;

    private final Memory memory;
    private final Spans spans;
    private final MapLayout layout;
    private final GoRuntime runtime;
    private final long sweepGeneration;
    private final Window header = new Window(64);
    private final long[] lost = new long[MOST_LOST];
    private int lostCount;
    private long torn;
    private long unreadableSpans;

    Maps(GoRuntime runtime, Memory memory, Spans spans) {
        this.runtime = runtime;
        this.memory = memory;
        this.spans = spans;
        this.sweepGeneration = runtime.sweepGeneration(memory);
        this.layout = runtime.layout().version().swissMaps()
                ? new SwissMaps(runtime, memory, spans)
                : new BucketMaps(runtime, memory, spans);
    }

    /// Finds every map whose header is on the heap.
    void onHeap(MapLayout.Depth depth, Consumer<MapWalk> found) {
        Objects objects = new Objects(memory, spans);
        objects.ofSize(layout.headerSize(), (bytes, address) -> {
            Optional<MapWalk> map = settled(bytes, address, depth);
            map.ifPresent(found);
            if (map.isEmpty() && layout.likely(bytes, address) && lostCount < lost.length) {
                lost[lostCount++] = address;
            }
        });
        unreadableSpans = objects.unreadable();
    }

    /// Walks maps again that a first pass could not follow, over newer spans.
    void at(long[] headers, MapLayout.Depth depth, Consumer<MapWalk> found) {
        for (long address : headers) {
            if (header.load(memory, address, layout.headerSize())) {
                settled(header, address, depth).ifPresent(found);
            }
        }
    }

    MapLayout layout() {
        return layout;
    }

    /// Headers whose tables could not be followed: they were replaced, or are in memory newer than the spans.
    long[] lost() {
        return Arrays.copyOf(lost, lostCount);
    }

    /// Maps that changed so fast that their entries could not be counted.
    long torn() {
        return torn;
    }

    long unreadableSpans() {
        return unreadableSpans;
    }

    /// Walks a map until what it says of itself and what is in it agree, or do not agree twice in the same way.
    private Optional<MapWalk> settled(Window bytes, long address, MapLayout.Depth depth) {
        Optional<MapWalk> first = layout.walk(bytes, address, depth);
        if (first.isEmpty() || agrees(first.orElseThrow())) {
            return first;
        }
        MapWalk best = first.orElseThrow();
        long digest = best.digest();
        for (int tries = 1; tries < TRIES; tries++) {
            Optional<MapWalk> next = header.load(memory, address, layout.headerSize())
                    ? layout.walk(header, address, MapLayout.Depth.SLOTS)
                    : Optional.empty();
            if (next.isEmpty()) {
                break;
            }
            MapWalk walk = next.orElseThrow();
            boolean sameMap = walk.digest() == digest && walk.iterated().isPresent();
            if (agrees(walk) || (sameMap && walk.valid() && alive(address))) {
                return next;
            }
            digest = walk.digest();
            best = closer(best, walk);
        }
        return Optional.of(withinNoise(best) ? best : unsettled(best));
    }

    /// Whether a map is surely no garbage whose tables are already others': its span was swept after the last
    /// collection, and none has run since the spans were read.
    private boolean alive(long address) {
        int span = spans.at(address);
        return span >= 0 && spans.swept(span, sweepGeneration) && runtime.sweepGeneration(memory) == sweepGeneration;
    }

    private MapWalk unsettled(MapWalk walk) {
        torn++;
        return walk.unsettled();
    }

    private static boolean agrees(MapWalk walk) {
        return walk.valid() && walk.drift() == 0;
    }

    private static boolean withinNoise(MapWalk walk) {
        return walk.valid() && walk.iterated().isPresent() && Math.abs(walk.drift()) <= Drift.allowed(walk.count());
    }

    private static MapWalk closer(MapWalk one, MapWalk other) {
        boolean first = one.valid() && one.iterated().isPresent() && Math.abs(one.drift()) <= Math.abs(other.drift());
        return first || !other.valid() ? one : other;
    }
}
