package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.AddressRange;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Maps whose header the compiler laid on a goroutine's stack, for nothing else points to them.
///
/// Frames hold no types, and what a function left behind can look like a map: only one that agrees with itself in
/// every figure counts. At most [#MOST_BYTES] of stacks are read in a look.
final class StackMaps {
    private static final long MOST_BYTES = 128L << 20;
    private static final int CHUNK = 1 << 18;
    private static final int WORD = Long.BYTES;

    private final GoRuntime runtime;
    private final Memory memory;
    private final Spans spans;
    private final MapLayout layout;
    private final Window window = new Window(CHUNK);
    /// Stacks that overlap, for a list of them lies, show a map twice.
    private final Set<Long> seen = new HashSet<>();
    private long bytesLeft;

    StackMaps(GoRuntime runtime, Memory memory, Spans spans, MapLayout layout) {
        this.runtime = runtime;
        this.memory = memory;
        this.spans = spans;
        this.layout = layout;
    }

    void find(MapLayout.Depth depth, Consumer<MapWalk> found) {
        seen.clear();
        bytesLeft = MOST_BYTES;
        runtime.forEachStack(memory, spans, stack -> search(stack, depth, found));
    }

    private void search(AddressRange stack, MapLayout.Depth depth, Consumer<MapWalk> found) {
        for (long start = stack.start(); start < stack.end() && bytesLeft > 0; ) {
            window.load(memory, start, (int) Math.min(CHUNK, stack.end() - start));
            bytesLeft -= window.length();
            long at = start;
            for (; window.covers(at, layout.headerSize()); at += WORD) {
                if (pointsToTables(at)) {
                    layout.walk(window, at, depth).filter(this::certain).ifPresent(found);
                }
            }
            // a header may cross into the next part
            start = at > start ? at : stack.end();
        }
    }

    private boolean pointsToTables(long at) {
        long tables = window.longAt(at + layout.tablesOffset());
        return tables > 0 && tables % WORD == 0 && spans.at(tables) >= 0;
    }

    private boolean certain(MapWalk walk) {
        return walk.valid() && walk.drift() == 0 && seen.add(walk.address());
    }
}
