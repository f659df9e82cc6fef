package io.maphealth.gomem.maps;

import io.maphealth.gomem.UnreadableGoException;
import io.maphealth.gomem.runtime.GoRuntime;
import io.maphealth.gomem.runtime.GoVersion;
import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.Memory;
import java.util.Optional;

/// Whether a program's maps are laid out as the tables here say. A version that was proven is; of a newer one, read as
/// the newest known, nearly all maps have to agree with themselves. Where debugging information is there, it must not
/// say otherwise.
final class SelfCheck {
    private static final int LEAST_MAPS = 10;
    private static final int MOST_ODD_PERCENT = 5;

    private final GoRuntime runtime;
    private final Maps maps;
    private boolean passed;
    private long seen;
    private long odd;

    SelfCheck(GoRuntime runtime, Maps maps) {
        this.runtime = runtime;
        this.maps = maps;
    }

    /// Why nothing may be said of single maps, in one line; empty when all is well.
    Optional<String> doubt(Memory memory, Spans spans) throws UnreadableGoException {
        if (passed) {
            return Optional.empty();
        }
        Optional<String> contradiction =
                runtime.debugStructs().contradiction(maps.layout().structs());
        if (contradiction.isPresent()) {
            return contradiction;
        }
        GoVersion version = runtime.layout().version();
        passed = version.known() || agree(memory, spans);
        return passed
                ? Optional.empty()
                : Optional.of("layout unverified: %s is newer than go1.%d, and its maps do not look like those of it"
                        .formatted(version.shortText(), GoVersion.NEWEST));
    }

    private boolean agree(Memory memory, Spans spans) throws UnreadableGoException {
        runtime.readAgain(spans, memory);
        seen = 0;
        odd = 0;
        maps.onHeap(MapLayout.Depth.SLOTS, walk -> {
            seen++;
            odd += walk.valid() && walk.drift() == 0 ? 0 : 1;
        });
        odd += maps.doubts().size();
        return !runtime.mapTypes().all().isEmpty() && seen >= LEAST_MAPS && odd * 100 <= seen * MOST_ODD_PERCENT;
    }
}
