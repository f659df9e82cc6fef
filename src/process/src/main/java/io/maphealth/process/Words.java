package io.maphealth.process;

import org.jspecify.annotations.Nullable;

/// Single words and strings of foreign memory, for structures that are followed from pointer to pointer.
///
/// Reads whole pages and keeps the last of them ([#PAGES] at most), so that neighbours cost nothing; what is kept can
/// be older than the memory until [#forget()]. For one thread.
public final class Words {
    private static final int PAGE = 1 << 14;
    private static final int PAGES = 128;

    private final Memory memory;
    private final @Nullable Window[] pages = new Window[PAGES];
    private final Window straddling = new Window(Long.BYTES);

    public Words(Memory memory) {
        this.memory = memory;
    }

    public long longAt(long address) throws UnreadableMemoryException {
        return covering(address, Long.BYTES).longAt(address);
    }

    public int intAt(long address) throws UnreadableMemoryException {
        return covering(address, Integer.BYTES).intAt(address);
    }

    public long unsignedIntAt(long address) throws UnreadableMemoryException {
        return Integer.toUnsignedLong(intAt(address));
    }

    public int unsignedShortAt(long address) throws UnreadableMemoryException {
        return covering(address, Short.BYTES).unsignedShortAt(address);
    }

    public int unsignedByteAt(long address) throws UnreadableMemoryException {
        return covering(address, Byte.BYTES).unsignedByteAt(address);
    }

    /// UTF-8 text of so many bytes.
    public String textAt(long address, int length) throws UnreadableMemoryException {
        return covering(address, length).textAt(address, length);
    }

    /// UTF-8 text up to its zero byte, or its first `most` bytes.
    public String textUpToZeroAt(long address, int most) throws UnreadableMemoryException {
        int length = 0;
        while (length < most && unsignedByteAt(address + length) != 0) {
            length++;
        }
        return textAt(address, length);
    }

    /// Reads anew from here on.
    public void forget() {
        for (Window page : pages) {
            if (page != null) {
                page.load(memory, 0, 0);
            }
        }
    }

    private Window covering(long address, int length) throws UnreadableMemoryException {
        Window page = pageAt(address & -PAGE);
        if (page.covers(address, length)) {
            return page;
        }
        // it crosses into the next page, or the page is only mapped in part
        straddling.load(memory, address, length);
        if (straddling.length() < length) {
            throw new UnreadableMemoryException(address, length);
        }
        return straddling;
    }

    private Window pageAt(long start) {
        int slot = (int) (start / PAGE & (PAGES - 1));
        Window page = pages[slot];
        if (page == null) {
            page = new Window(PAGE);
            pages[slot] = page;
        }
        if (page.start() != start || page.length() == 0) {
            page.load(memory, start, PAGE);
        }
        return page;
    }
}
