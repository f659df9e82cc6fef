package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.Memory;
import io.maphealth.process.Pages;
import io.maphealth.process.Window;

/// The slots of table after table: those that follow each other in memory are read several at once, the more the longer
/// they do.
final class TableRuns {
    private static final int MOST_BYTES = 1 << 17;
    private static final long NOWHERE = -1;

    private final Memory memory;
    private final Spans spans;
    private final Pages single;
    private final Window run = new Window(MOST_BYTES);
    /// Where the next table stands if it follows the last ones.
    private long following = NOWHERE;
    private long length = 1;

    TableRuns(Memory memory, Spans spans, Pages single) {
        this.memory = memory;
        this.spans = spans;
        this.single = single;
    }

    /// Reads anew from here on.
    void forget() {
        start();
        single.forget();
    }

    /// Another map follows.
    void start() {
        run.load(memory, 0, 0);
        following = NOWHERE;
    }

    /// The window over a table's slots, good until the next call; it covers fewer when they cannot be read.
    Window at(long data, int bytes) {
        if (run.covers(data, bytes)) {
            return run;
        }
        int span = spans.at(data);
        long step = span < 0 ? bytes : spans.elementSize(span);
        length = data == following && span >= 0 && bytes <= step ? lengthFrom(span, data) : 1;
        following = data + length * step;
        return length > 1 && run.load(memory, data, (int) (length * step)) ? run : single.at(data, bytes);
    }

    /// Twice as many as the last time, as far as there are objects of that size one behind the other.
    private long lengthFrom(int span, long data) {
        long step = spans.elementSize(span);
        long wanted = Math.min(2 * length, MOST_BYTES / step);
        long end = spans.end(span);
        for (int next = spans.at(end);
                end < data + wanted * step && next >= 0 && spans.alike(span, next);
                next = spans.at(end)) {
            end = spans.end(next);
        }
        return Math.clamp((end - data) / step, 1, Math.max(1, wanted));
    }
}
