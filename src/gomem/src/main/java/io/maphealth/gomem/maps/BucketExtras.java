package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.Memory;
import io.maphealth.process.Window;
import java.util.Map;
import java.util.OptionalLong;

/// What a map up to Go 1.23 may hold beside its header and buckets: an extra part, with a list of overflow buckets for
/// each array where the buckets themselves hold no pointers.
///
/// Layout: mapextra (go1.21 to go1.23 runtime/map.go).
final class BucketExtras {
    static final int SIZE = 24;

    private static final int OVERFLOW_LIST = 0;
    private static final int OLD_OVERFLOW_LIST = 8;

    /// Under the names that the run-time's source gives them.
    static final Map<String, Integer> OFFSETS = Map.of("overflow", OVERFLOW_LIST, "oldoverflow", OLD_OVERFLOW_LIST);

    private final Memory memory;
    private final Spans spans;
    private final Window part = new Window(SIZE);
    private final Window listHeader = new Window(SIZE);

    BucketExtras(Memory memory, Spans spans) {
        this.memory = memory;
        this.spans = spans;
    }

    /// Bytes of the extra part at an address and of its lists, 0 where there is none; empty when it cannot be one.
    OptionalLong heldBytes(long extra) {
        if (extra == 0) {
            return OptionalLong.of(0);
        }
        int span = spans.at(extra);
        if (span < 0 || !spans.inUse(span) || spans.elementSize(span) != SIZE) {
            return OptionalLong.empty();
        }
        boolean read = part.load(memory, extra, SIZE);
        long overflow = read ? part.longAt(extra + OVERFLOW_LIST) : 0;
        long oldOverflow = read ? part.longAt(extra + OLD_OVERFLOW_LIST) : 0;
        return OptionalLong.of(SIZE + listBytes(overflow) + listBytes(oldOverflow));
    }

    private long listBytes(long slice) {
        if (slice == 0 || !listHeader.load(memory, slice, Long.BYTES)) {
            return 0;
        }
        return objectBytes(slice) + objectBytes(listHeader.longAt(slice));
    }

    private long objectBytes(long address) {
        int span = spans.at(address);
        return span >= 0 && spans.inUse(span) ? spans.elementSize(span) : 0;
    }
}
