package io.maphealth.process;

import java.util.Arrays;

/// Foreign memory in pieces that are mostly small and lie near each other: reads whole pages and keeps the last of
/// them.
///
/// What is kept can be older than the memory until [#forget()]. For one thread.
public final class Pages {
    private static final int PAGE = 1 << 13;
    private static final int SLOTS = 128;
    private static final long NONE = -1;

    private final Memory memory;
    private final Window[] pages = new Window[SLOTS];
    private final long[] starts = new long[SLOTS];
    private final Window others = new Window(PAGE);

    public Pages(Memory memory) {
        this.memory = memory;
        Arrays.setAll(pages, _ -> new Window(0));
        forget();
    }

    /// The window over so many bytes, which is good until the next call; it covers fewer when they cannot be read.
    public Window at(long address, int length) {
        long start = address & -PAGE;
        if (address < 0 || length < 0 || address + length > start + PAGE) {
            others.load(memory, address, Math.max(0, length));
            return others;
        }
        Window page = pageAt(start);
        if (!page.covers(address, length)) {
            others.load(memory, address, length);
            return others;
        }
        return page;
    }

    /// The eight bytes at an address; 0 when they cannot be read.
    public long wordAt(long address) {
        Window window = at(address, Long.BYTES);
        return window.covers(address, Long.BYTES) ? window.longAt(address) : 0;
    }

    /// Reads anew from here on.
    public void forget() {
        Arrays.fill(starts, NONE);
    }

    private Window pageAt(long start) {
        int slot = (int) (start / PAGE & (SLOTS - 1));
        if (starts[slot] != start) {
            starts[slot] = start;
            pages[slot].load(memory, start, PAGE);
        }
        return pages[slot];
    }
}
