package io.maphealth.gomem.maps;

import io.maphealth.gomem.runtime.Spans;
import io.maphealth.process.Memory;
import io.maphealth.process.Pages;
import io.maphealth.process.Window;

/// The slots of table after table: those that follow each other in memory are read several at once, the more the longer
/// they do.
final class TableRuns {
    private static final int MOST_BYTES = 1 << 17;

    private final Memory memory;
    private final Spans spans;
    private final Pages single;
    private final Window run = new Window(MOST_BYTES);
    private long following;
    private int length = 1;

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
        following = 0;
    }

    /// The window over a table's slots, good until the next call; it covers fewer when they cannot be read.
    Window at(long data, int bytes) {
        if (run.covers(data, bytes)) {
            return run;
        }
        int span = spans.at(data);
        long step = span < 0 ? 0 : spans.elementSize(span);
        length = data == following ? Math.min(2 * length, (int) (MOST_BYTES / step)) : 1;
        following = data + Math.max(1, length) * step;
        if (length <= 1 || bytes > step || following > endOfAlike(span, following)) {
            return single.at(data, bytes);
        }
        run.load(memory, data, (int) (length * step));
        return run.covers(data, bytes) ? run : single.at(data, bytes);
    }

    /// Where the spans of such objects end that follow each other, or an address behind the wanted one.
    private long endOfAlike(int span, long wanted) {
        long end = spans.end(span);
        for (int next = spans.at(end); end < wanted && next >= 0 && spans.alike(span, next); next = spans.at(end)) {
            end = spans.end(next);
        }
        return end;
    }
}
