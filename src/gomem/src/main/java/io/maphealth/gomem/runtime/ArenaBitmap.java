package io.maphealth.gomem.runtime;

import io.maphealth.process.Pages;

/// Which words of the heap the collector of Go 1.21 takes for pointers: a bit for each word of an arena of 64 MiB
/// (go1.21 mheap.go `heapArena.bitmap`, the first field; malloc.go `arenaBaseOffset`).
///
/// @param arenas address of `mheap_.arenas`, whose one element points to the list of arenas
/// @param firstAddress the address that belongs to the first of the list
record ArenaBitmap(long arenas, long firstAddress) {
    private static final long ARENA = 64L << 20;

    /// A bit for each of the first 64 words from an address on; 0 when that is not known.
    long maskOf(Pages pages, long address) {
        long list = pages.wordAt(arenas);
        long bitmap = list == 0 ? 0 : pages.wordAt(list + (address - firstAddress) / ARENA * Long.BYTES);
        if (bitmap == 0) {
            return 0;
        }
        long word = (address - firstAddress) % ARENA / Long.BYTES;
        long at = bitmap + word / Long.SIZE * Long.BYTES;
        int shift = (int) (word % Long.SIZE);
        long mask = pages.wordAt(at) >>> shift;
        return shift == 0 ? mask : mask | pages.wordAt(at + Long.BYTES) << (Long.SIZE - shift);
    }
}
